/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lumoauth.itests.http.fixture.AskMcpTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Ask as an MCP server: the responses that clients, agents and approvers receive. */
class AskMcpIT extends AskMcpTestBase {
  private static final Map<String, Object> READ_A_FILE =
      Map.of("type", "file_access", "actions", List.of("read"), "identifier", "/plans/q3");

  private static final Map<String, Object> RUN_A_TOOL =
      Map.of("type", "tool_invocation", "actions", List.of("execute"), "identifier", "deploy");

  @TestFactory
  Stream<DynamicTest> officialClients(TestServer server) throws IOException {
    var scripts = NodeScriptRunner.orSkip("ask-mcp", List.of());
    var tenant = TestTenant.create(server);
    var agent = agent(tenant);
    return scripts.run("ask.mjs", List.of(tenant.admin().base(), agent.clientId(), agent.secret()));
  }

  @Test
  void returnsMetadataUrlForRequestWithoutToken(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var answer = new ApiClient(tenant.admin().base(), Map.of()).post("/mcp", LIST).expect(401);

    var metadata = tenant.admin().base() + "/.well-known/oauth-protected-resource/mcp";
    assertEquals(
        List.of("Bearer resource_metadata=\"" + metadata + "\""),
        answer.response().headers().allValues("WWW-Authenticate"));
    String resource =
        new ApiClient(metadata, Map.of()).get("").expect(200).body().path("resource").asText();
    assertEquals(tenant.admin().base() + "/mcp", resource);
  }

  @Test
  void takesATokenForTheResourceThatItsMetadataNameAndNothingElseDoes(TestServer server)
      throws IOException {
    var agent = agent(TestTenant.create(server));
    var token = ownToken(agent);
    var narrow = agent.api().with("Authorization", "Bearer " + token);

    assertEquals(
        agent.api().base() + "/mcp", TrustedIssuerFixture.claimsOf(token).path("aud").asText());
    assertTrue(
        call(agent.api(), token, "ask", Map.of("action", "documents.read"))
            .path("allowed")
            .asBoolean());
    narrow.get("/agents/me").expect(401);
    narrow.post("/agents/ask", Map.of("action", "documents.read")).expect(401);
    agent.authenticated().post("/mcp", LIST).expect(200);
  }

  /**
   * A token for this endpoint is accepted nowhere else, so all calls of a request use this
   * endpoint.
   */
  @Test
  void returnsTheTokenOfAPermissionOnce(TestServer server) throws IOException {
    var agent = agent(TestTenant.create(server));
    var own = ownToken(agent);
    var asked =
        call(agent.api(), own, "request_permission", Map.of("authorization_details", READ_A_FILE));
    assertEquals("permission_token", asked.path("tool").asText(), asked.toString());
    var which = Map.of("request_id", asked.path("request_id").asText());

    var fetched = call(agent.api(), own, "permission_token", which);

    var claims = TrustedIssuerFixture.claimsOf(fetched.path("access_token").asText());
    assertEquals(
        asked.path("request_id").asText(), claims.path("jit_request_id").asText(), "its request");
    assertRefused("approval_used", call(agent.api(), own, "permission_token", which));
  }

  /** A token that is for this endpoint and nothing else. */
  private static String ownToken(TestTenant.Agent agent) {
    String form = "grant_type=client_credentials&resource=" + agent.api().base() + "/mcp";
    return agent
        .api()
        .with("Authorization", agent.basic())
        .form("/oauth/token", form)
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  /** RFC 9449 section 9: the client retries with the nonce of the error response. */
  @Test
  void acceptsDpopBoundTokenWithRequiredNonce(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var agent = agent(tenant);
    var key = TestJwtSigner.es256("ignored");
    String form = "grant_type=client_credentials&resource=" + agent.api().base() + "/mcp";
    var token =
        agent
            .api()
            .with("Authorization", agent.basic())
            .and("DPoP", proof(key, agent.api().base() + "/oauth/token", Map.of()))
            .form("/oauth/token", form)
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    tenant.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    var bound = agent.api().with("Authorization", "DPoP " + token);
    String url = agent.api().base() + "/mcp";
    Map<String, Object> claims = Map.of("ath", TestJwtSigner.hash(token));

    var refused = bound.and("DPoP", proof(key, url, claims)).post("/mcp", LIST).expect(401);

    var headers = refused.response().headers();
    String challenge = headers.firstValue("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"use_dpop_nonce\""), challenge);
    Map<String, Object> more = new HashMap<>(claims);
    more.put("nonce", headers.firstValue("DPoP-Nonce").orElseThrow());
    bound.and("DPoP", proof(key, url, more)).post("/mcp", LIST).expect(200);
    agent.api().with("Authorization", "Bearer " + token).post("/mcp", LIST).expect(401);
  }

  private static String proof(TestJwtSigner key, String url, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("htm", "POST");
    claims.put("htu", url);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return key.sign(Map.of("typ", "dpop+jwt", "jwk", key.material()), claims);
  }

  @Test
  void reportsWhyATokenIsInvalid(TestServer server) throws IOException {
    var api = new ApiClient(TestTenant.create(server).admin().base(), Map.of());

    var challenges =
        api.with("Authorization", "Bearer a.b.c")
            .post("/mcp", LIST)
            .expect(401)
            .response()
            .headers()
            .allValues("WWW-Authenticate");

    assertEquals(1, challenges.size());
    assertTrue(challenges.get(0).startsWith("Bearer error=\"invalid_token\", "), challenges.get(0));
    assertTrue(
        challenges
            .get(0)
            .endsWith(
                "resource_metadata=\""
                    + api.base()
                    + "/.well-known/oauth-protected-resource/mcp\""),
        challenges.get(0));
  }

  @Test
  void refusesTokenOfAnotherTenant(TestServer server) throws IOException {
    var there = TestTenant.create(server);
    var token = agent(TestTenant.create(server)).token();

    ApiClient.Answer refused =
        there.admin().with("Authorization", "Bearer " + token).post("/mcp", LIST).expect(403);

    assertEquals(
        "The access token belongs to another tenant. Request a token of this tenant.",
        refused.body().path("message").asText());
  }

  @Test
  void recordsQuestionsAskedThroughMcp(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var agent = agent(tenant);
    var call =
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            "a",
            "method",
            "tools/call",
            "params",
            Map.of("name", "ask", "arguments", Map.of("action", "documents.read")));

    var answer = agent.authenticated().post("/mcp", call).expect(200).body();

    var id = answer.path("result").path("structuredContent").path("audit_id").asText();
    assertTrue(
        tenant.admin().get("/admin/audit-logs").expect(200).text().contains(id), "audit " + id);
  }

  @Test
  void grantsLowRiskPermissionImmediately(TestServer server) throws IOException {
    var agent = agent(TestTenant.create(server));

    var asked = call(agent, "request_permission", Map.of("authorization_details", READ_A_FILE));

    assertEquals("approved", asked.path("status").asText(), asked.toString());
    var status = call(agent, "permission_status", id(asked));
    assertEquals("approved", status.path("status").asText(), status.toString());
    assertEquals(List.of(READ_A_FILE), details(agent, status));
    assertEquals(
        "issued", call(agent, "permission_status", id(asked)).path("status").asText(), "fetched");
  }

  @Test
  void refusesInvalidAction(TestServer server) throws IOException {
    var nothing = Map.of("type", "file_access", "actions", Collections.singletonList(null));

    assertRefused(
        "invalid_authorization_details",
        call(
            agent(TestTenant.create(server)),
            "request_permission",
            Map.of("authorization_details", nothing)));
  }

  @Test
  void acceptsTheNextStepOfItsAnswerUnchanged(TestServer server) throws Exception {
    var agent = agent(TestTenant.create(server));
    var narrow =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=read_file")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    var answers = new ArrayList<JsonNode>();
    ConditionPoller.until( // who knows a step and is late is left out
        "the step is known",
        Duration.ofSeconds(30),
        () -> {
          answers.add(
              call(
                  agent.api(),
                  narrow,
                  "ask",
                  Map.of("action", "documents.read", "explain", "full")));
          return permissionStep(answers.get(answers.size() - 1)).isPresent();
        });
    var denied = answers.get(answers.size() - 1);
    assertEquals("outside_token_scope", denied.path("reason_code").asText(), denied.toString());
    var step = permissionStep(denied).orElseThrow();
    assertEquals(agent.api().base() + "/jit/request", step.path("url").asText());

    var asked = call(agent.api(), narrow, "request_permission", step.path("body"));

    assertEquals("pending", asked.path("status").asText(), asked.toString());
  }

  private static Optional<JsonNode> permissionStep(JsonNode answer) {
    return StreamSupport.stream(answer.path("next_steps").spliterator(), false)
        .filter(each -> each.path("type").asText().equals("request_permission"))
        .findFirst();
  }

  @Test
  void returnsTheDecisionOfTheApprover(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var agent = agent(tenant);
    var approver = approver(server, tenant);
    for (var decision : Map.of("approve", "approved", "deny", "denied").entrySet()) {
      var asked =
          call(
              agent,
              "request_permission",
              Map.of(
                  "authorization_details",
                  RUN_A_TOOL,
                  "justification",
                  "To " + decision.getKey() + "."));
      assertEquals("pending", asked.path("status").asText(), asked.toString());
      assertEquals("pending", call(agent, "permission_status", id(asked)).path("status").asText());

      approver
          .browser()
          .open("/t/" + tenant.slug() + "/approvals/" + pendingApprovalId(tenant, asked))
          .submit("decision", decision.getKey());

      var status = call(agent, "permission_status", id(asked));
      assertEquals(decision.getValue(), status.path("status").asText(), status.toString());
      if (decision.getKey().equals("approve")) {
        assertEquals(List.of(RUN_A_TOOL), details(agent, status));
      }
    }
  }

  @Test
  void hidesTheStatusOfRequestsOfOtherAgents(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var asked =
        call(agent(tenant), "request_permission", Map.of("authorization_details", RUN_A_TOOL));
    assertEquals("pending", asked.path("status").asText(), asked.toString());

    assertRefused("request_of_another_agent", call(agent(tenant), "permission_status", id(asked)));
    assertRefused(
        "resource_not_found",
        call(agent(TestTenant.create(server)), "permission_status", id(asked)));
  }

  @Test
  void requestsNoApprovalBeyondTheAgentsCapabilities(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);

    assertRefused(
        "invalid_scope",
        call(
            agent(tenant),
            "request_permission",
            Map.of("required_scopes", List.of("documents.delete"))));

    var pending = tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests");
    assertEquals(0, pending.size(), pending.toString());
  }

  private static void assertRefused(String code, JsonNode answer) {
    assertEquals(code, answer.path("error").asText(), answer.toString());
  }

  private static Map<String, Object> id(JsonNode asked) {
    return Map.of("request_id", asked.path("request_id").asText());
  }

  /** What the token is for that the answer has the address of. */
  private static Object details(TestTenant.Agent agent, JsonNode approved) {
    var token =
        new ApiClient(approved.path("token_url").asText(), Map.of())
            .with("Authorization", "Bearer " + agent.token())
            .post("", Map.of())
            .expect(200)
            .body();
    return ApiClient.JSON.convertValue(token.path("authorization_details"), List.class);
  }

  /** Returns a signed-in user who may approve. */
  private static TestPerson approver(TestServer server, TestTenant tenant) {
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    var person = TestPerson.create(server, tenant);
    tenant.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    return person.signIn();
  }

  /** The id under which a request waits for people. */
  private static String pendingApprovalId(TestTenant tenant, JsonNode asked) {
    var pending = tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests");
    return StreamSupport.stream(pending.spliterator(), false)
        .filter(each -> each.path("request_id").equals(asked.path("request_id")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pending.toString()))
        .path("approval_id")
        .asText();
  }
}
