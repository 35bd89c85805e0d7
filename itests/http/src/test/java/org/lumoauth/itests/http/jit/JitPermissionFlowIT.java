/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

class JitPermissionFlowIT extends JitTestBase {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void obtainsPermissionAfterResourceServerRefusal() throws Exception {
    ApiClient introspecting = tenant.admin().with("Authorization", agent.basic());
    try (var resource = new StubResourceServer(introspecting)) {
      HttpResponse<String> refusal = run(resource, "deploy", agent.token());
      assertEquals(403, refusal.statusCode());
      byte[] hint =
          Base64.getDecoder()
              .decode(
                  refusal.headers().firstValue("Insufficient-Authorization-Details").orElseThrow());
      JsonNode details = ApiClient.JSON.readTree(hint);
      String task = task();
      JsonNode asked = ask(task, details, "Release 7 is ready.");
      assertEquals("pending", asked.path("status").asText());
      assertEquals("high", asked.path("risk_level").asText());
      assertEquals(403, token(asked).status());

      answer(ada, asked, "approve");

      JsonNode made = token(asked).expect(200).body();
      String token = made.path("access_token").asText();
      assertEquals(details, made.path("authorization_details"));
      assertEquals(200, run(resource, "deploy", token).statusCode());
      assertEquals(403, run(resource, "drop-database", token).statusCode());
      assertEquals("approval_used", token(asked).expect(403).body().path("error").asText());
      asAgent.post("/jit/task/" + task + "/complete", Map.of()).expect(200);
      assertEquals(403, run(resource, "deploy", token).statusCode());
    }
  }

  /** For agents that know the task and the token endpoint. */
  @Test
  void issuesTaskTokenByTokenExchange() {
    String task = task();
    JsonNode asked =
        ask(
            task,
            details(Map.of("type", "file_access", "actions", List.of("read"))),
            "To find the dates.");
    assertEquals("approved", asked.path("status").asText(), asked.toString());
    JsonNode shown = asAgent.get("/jit/status/" + task).expect(200).body().path("requests");
    assertEquals(asked.path("request_id"), shown.at("/0/request_id"), shown.toString());

    JsonNode made = exchange(task).expect(200).body();

    assertEquals(asked.path("request_id"), made.path("jit_request_id"), made.toString());
    assertEquals(
        task,
        TrustedIssuerFixture.claimsOf(made.path("access_token").asText()).path("task_id").asText());
    assertEquals("", made.path("scope").asText());
    assertEquals("invalid_grant", exchange(task).expect(400).body().path("error").asText());
  }

  private static ApiClient.Answer exchange(String task) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form(
            "/oauth/token",
            TrustedIssuerFixture.form(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                agent.token(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "jit_task_id",
                task));
  }

  @Test
  void requiresTwoApproversForAPayment() throws Exception {
    JsonNode asked =
        ask(
            task(),
            details(Map.of("type", "payment", "actions", List.of("initiate"), "amount", "120.00")),
            "The hotel.");
    assertEquals("critical", asked.path("risk_level").asText());

    answer(ada, asked, "approve");
    assertEquals(403, token(asked).status());
    assertEquals(404, ada.openOnly(link(asked)).status());
    answer(grace, asked, "approve");

    assertEquals(200, token(asked).status());
  }

  @Test
  void revokesTaskTokensWithTheAgent() throws Exception {
    TestTenant.Agent own = tenant.agent("Short-lived", List.of("file_access.read"), List.of());
    ApiClient api = own.authenticated();
    JsonNode asked =
        api.post(
                "/jit/request",
                Map.of(
                    "authorization_details",
                    Map.of("type", "file_access", "actions", List.of("read"))))
            .expect(201)
            .body();
    String token =
        api.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    tenant.admin().post("/admin/agents/" + own.id() + "/disable", Map.of()).expect(200);

    assertFalse(
        tenant
            .admin()
            .with("Authorization", agent.basic())
            .form("/oauth/introspect", "token=" + token)
            .expect(200)
            .body()
            .path("active")
            .asBoolean());
  }

  @Test
  void grantsRequestedAccessWhileItsApproverMayApprove() throws Exception {
    ApiClient pep = tenant.admin();
    pep.patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    Map<String, Object> question = question("q4");
    JsonNode denied = pep.post("/access/v1/evaluation", question).expect(200).body();
    assertFalse(denied.path("decision").asBoolean());
    JsonNode offer = denied.path("context").path("access_request");
    Map<String, Object> request = new HashMap<>(question);
    request.put("context", Map.of("business_justification", "The renewal."));
    request.put(
        "denial",
        Map.of(
            "evaluation_id", denied.path("context").path("evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    String until = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS).toString();
    request.put("requested_access", Map.of("requested_until", until));
    Map<String, Object> unbound = new HashMap<>(request);
    unbound.remove("denial");
    assertEquals(
        "urn:openid:authzen:access-request:error:invalid_denial_binding",
        pep.post("/access/v1/requests", unbound).expect(400).body().path("type").asText());
    JsonNode later = pep.post("/access/v1/evaluation", question).expect(200).body();
    Map<String, Object> ofAnother = new HashMap<>(request);
    ofAnother.put(
        "denial",
        Map.of(
            "evaluation_id", later.path("context").path("evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    assertEquals(
        "urn:openid:authzen:access-request:error:invalid_denial_binding",
        pep.post("/access/v1/requests", ofAnother).expect(400).body().path("type").asText());
    ApiClient keyed = pep.and("Idempotency-Key", "k-1");
    JsonNode made = keyed.post("/access/v1/requests", request).expect(202).body();
    assertEquals(
        made.path("task").path("id"),
        keyed.post("/access/v1/requests", request).expect(202).body().path("task").path("id"));
    Map<String, Object> other = new HashMap<>(request);
    other.put("context", Map.of("business_justification", "Something else."));
    assertEquals(
        "urn:openid:authzen:access-request:error:duplicate_request",
        keyed.post("/access/v1/requests", other).expect(409).body().path("type").asText());
    Map<String, Object> swapped = new HashMap<>(request);
    swapped.put("resource", Map.of("type", "document", "id", "q5"));
    assertEquals(
        "urn:openid:authzen:access-request:error:invalid_denial_binding",
        pep.post("/access/v1/requests", swapped).expect(400).body().path("type").asText());
    String path = "/access/v1/requests/" + made.path("task").path("id").asText();
    assertEquals("pending", pep.get(path).expect(200).body().path("task").path("status").asText());
    assertEquals(404, asAgent.get(path).status());

    String carolId = user("carol@example.com");
    pep.post("/admin/roles/approver/users", Map.of("userId", carolId)).expect(200);
    TestBrowser carol = signIn("carol@example.com");
    carol.open("/t/" + tenant.slug() + "/approvals");
    var found = Pattern.compile("/t/[a-z0-9-]+/approvals/apr_[0-9A-Z]+").matcher(carol.text());
    String mine = "";
    while (found.find() && mine.isEmpty()) {
      if (carol.openOnly(found.group()).text().contains("The renewal.")) {
        mine = found.group();
      }
    }
    String page = carol.open(mine).text();
    assertTrue(page.contains(until), page);
    assertTrue(page.contains("Message to the requester"), page);
    carol.submit("decision", "approve");

    JsonNode approval = pep.get(path).expect(200).body().path("result").path("approval");
    assertFalse(
        Instant.parse(approval.path("approved_until").asText()).isAfter(Instant.parse(until)),
        approval.toString());
    Map<String, Object> again = new HashMap<>(question);
    again.put("context", Map.of("approval", ApiClient.JSON.convertValue(approval, Map.class)));
    assertTrue(
        pep.post("/access/v1/evaluation", again).expect(200).body().path("decision").asBoolean());
    Map<String, Object> elsewhere = new HashMap<>(again);
    elsewhere.put("resource", Map.of("type", "document", "id", "q5"));
    assertFalse(
        pep.post("/access/v1/evaluation", elsewhere)
            .expect(200)
            .body()
            .path("decision")
            .asBoolean());
    assertTrue(
        pep.get("/.well-known/authzen-configuration")
            .expect(200)
            .body()
            .path("capabilities")
            .toString()
            .contains("urn:openid:authzen:capability:access-request"));

    pep.delete("/admin/users/" + carolId + "/roles/approver").expect(200);
    assertFalse(
        pep.post("/access/v1/evaluation", again).expect(200).body().path("decision").asBoolean());
    pep.post("/admin/roles/approver/users", Map.of("userId", carolId)).expect(200);
    assertTrue(
        pep.post("/access/v1/evaluation", again).expect(200).body().path("decision").asBoolean());
  }

  @Test
  void limitsPermissionToTheEndOfTheTask() throws Exception {
    TestTenant own = TestTenant.create(server);
    own.admin().patch("/admin/settings/jit", Map.of("taskSeconds", 60)).expect(200);
    ApiClient asker = own.agent("Asker", List.of("documents.read"), List.of()).authenticated();
    JsonNode task = asker.post("/jit/task", Map.of("name", "Short")).expect(201).body();

    JsonNode asked =
        asker
            .post(
                "/jit/request",
                Map.of(
                    "task_id",
                    task.path("task_id").asText(),
                    "authorization_details",
                    Map.of("type", "tool_invocation", "actions", List.of("execute"))))
            .expect(201)
            .body();

    assertEquals("pending", asked.path("status").asText());
    assertEquals(task.path("expires_at"), asked.path("expires_at"));
  }

  @Test
  void acceptsUnusedDenialAgain() throws Exception {
    TestTenant own = TestTenant.create(server);
    ApiClient pep = own.admin();
    pep.patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    pep.patch("/admin/settings/approvals", Map.of("pendingPerRequester", 1)).expect(200);
    String userId = TestPerson.create(server, own).id();
    String first =
        pep.post("/access/v1/requests", accessRequest(pep, userId, "q1"))
            .expect(202)
            .body()
            .path("task")
            .path("id")
            .asText();
    Map<String, Object> second = accessRequest(pep, userId, "q2");
    assertEquals(
        "too_many_pending_approvals",
        pep.post("/access/v1/requests", second).expect(429).body().path("error").asText());

    pep.post("/access/v1/requests/" + first + "/cancel", Map.of()).expect(200);

    pep.post("/access/v1/requests", second).expect(202);
  }

  private static Map<String, Object> accessRequest(ApiClient pep, String userId, String document) {
    Map<String, Object> request =
        new HashMap<>(
            Map.of(
                "subject", Map.of("type", "user", "id", userId),
                "action", Map.of("name", "read"),
                "resource", Map.of("type", "document", "id", document)));
    JsonNode context =
        pep.post("/access/v1/evaluation", request).expect(200).body().path("context");
    JsonNode offer = context.path("access_request");
    request.put(
        "denial",
        Map.of(
            "evaluation_id", context.path("evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    return request;
  }

  @Test
  void appliesTheTenantsApprovalRules() {
    JsonNode rules = tenant.admin().get("/admin/jit/rules").expect(200).data();
    tenant.admin().put("/admin/jit/rules", rules).expect(200);
    tenant
        .admin()
        .put("/admin/jit/rules", Map.of("rules", List.of(), "automatic", List.of("critical")))
        .expect(422);
    tenant
        .admin()
        .put(
            "/admin/approvals/rules",
            Map.of(
                "rules",
                List.of(Map.of("approvers", List.of(Map.of("kind", "anybody", "value", "x"))))))
        .expect(422);
    asAgent.get("/admin/jit/rules").expect(403);
  }

  @Test
  void requiresApprovalAboveTheBudgetThreshold() throws Exception {
    ApiClient asBuyer = agentWithAutoApprovedPayments();

    assertEquals("approved", pay(asBuyer, "100.00").path("status").asText());
    JsonNode dear = pay(asBuyer, "100.01");

    assertEquals("pending", dear.path("status").asText());
    assertEquals("high", dear.path("risk_level").asText());
    asBuyer
        .post("/jit/request/" + dear.path("request_id").asText() + "/token", Map.of())
        .expect(403);
  }

  @TestFactory
  Stream<DynamicTest> approvesInRealBrowser() throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    NodeScriptRunner scripts =
        NodeScriptRunner.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    JsonNode asked = askForATool();
    List<DynamicTest> cases =
        scripts
            .run(
                "approve.mjs",
                List.of(
                    server.base() + "/t/" + tenant.slug(),
                    link(asked),
                    "ada@example.com",
                    PASSWORD,
                    chromium.orElseThrow().toString(),
                    scripts.work().resolve("pictures").toString()))
            .toList();
    return Stream.concat(
        cases.stream(),
        Stream.of(
            DynamicTest.dynamicTest(
                "the agent has its token", () -> assertEquals(200, token(asked).status()))));
  }

  private static Map<String, Object> question(String document) {
    return Map.of(
        "subject", Map.of("type", "user", "id", bobId),
        "action", Map.of("name", "read"),
        "resource", Map.of("type", "document", "id", document));
  }

  private static HttpResponse<String> run(StubResourceServer resource, String tool, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(resource.base() + "/tools/" + tool))
            .header("Authorization", "Bearer " + token)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
