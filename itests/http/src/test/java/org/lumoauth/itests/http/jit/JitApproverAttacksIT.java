/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.JitTestBase;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** Users who must not approve a request, in particular those who could have made it. */
class JitApproverAttacksIT extends JitTestBase {
  @Test
  void refusesApprovalByAgentApiKeyOrOtherUser() throws Exception {
    JsonNode asked = askForATool();
    String path = "/jit/approve/" + asked.path("request_id").asText();

    asAgent.post(path, Map.of()).expect(403);
    assertEquals(
        "not_an_approver",
        tenant.admin().post(path, Map.of()).expect(403).body().path("error").asText());
    assertEquals(404, signIn("bob@example.com").openOnly(link(asked)).status());
    TestTenant other = TestTenant.create(server);
    other.admin().post(path, Map.of()).expect(403);
    assertEquals(
        404,
        other
            .agent("Stranger", List.of("x"), List.of())
            .authenticated()
            .get("/jit/request/" + asked.path("request_id").asText() + "/status")
            .status());
  }

  @Test
  void requiresApprovePermissionToChangeApprovers() throws Exception {
    TestTenant own = TestTenant.create(server);
    var rules = Map.of("rules", List.of(Map.of("approvers", List.of(Map.of("kind", "subject")))));

    for (String scope : List.of("admin:settings", "admin:write")) { // without jit.approve
      ApiClient settings = withKeyOfScope(own, scope);
      settings.patch("/admin/settings/jit", Map.of("taskSeconds", 600)).expect(200);
      settings.put("/admin/approvals/rules", rules).expect(403);
    }
    withKeyOfScope(own, "admin").put("/admin/approvals/rules", rules).expect(200);
  }

  @Test
  void requiresApprovePermissionToRemoveBudgetApproval() throws IOException {
    TestTenant own = TestTenant.create(server);
    String budget = "/admin/agents/" + own.agent("Buyer", List.of(), List.of()).id() + "/budget";
    own.admin().put(budget, Map.of("require_approval_above_usd", 100)).expect(200);

    ApiClient agents = withKeyOfScope(own, "admin:agents"); // without jit.approve
    agents.put(budget, Map.of("require_approval_above_usd", 1_000)).expect(403);
    agents.put(budget, Map.of("max_api_calls_per_hour", 1_000)).expect(403);
    agents.delete(budget).expect(403);
    agents.put(budget, Map.of("require_approval_above_usd", 50)).expect(200);
    own.admin().delete(budget).expect(200);
  }

  /** With a key for this alone. */
  private static ApiClient withKeyOfScope(TestTenant of, String scope) {
    String key =
        of.admin()
            .post("/admin/api-keys", Map.of("name", "Limited", "scopes", List.of(scope)))
            .expect(201)
            .body()
            .findValue("key")
            .asText();
    return of.admin().with("X-API-Key", key);
  }

  @Test
  void hidesRequestsFromUsersWhoCannotDecideThem() throws Exception {
    TestTenant own = TestTenant.create(server);
    own.admin()
        .put(
            "/admin/approvals/rules",
            Map.of(
                "rules",
                List.of(
                    Map.of("approvers", List.of(Map.of("kind", "role", "value", "treasurer"))))))
        .expect(200);
    TestPerson person = TestPerson.create(server, own);
    for (String role : List.of("Approver", "Treasurer")) {
      own.admin()
          .post("/admin/roles", Map.of("name", role, "permissions", List.of("jit.approve")))
          .expect(201);
    }
    own.admin().post("/admin/roles/approver/users", Map.of("userId", person.id())).expect(200);
    ApiClient asker = own.agent("Asker", List.of("documents.read"), List.of()).authenticated();
    for (int i = 0; i < 3; i++) {
      asker
          .post(
              "/jit/request",
              Map.of(
                  "authorization_details",
                  Map.of("type", "tool_invocation", "actions", List.of("execute"))))
          .expect(201);
    }
    TestApplication app =
        TestApplication.register(own, Map.of("allowedScopes", List.of("openid", "jit.approve")));
    person.signIn();
    String code = person.allow(app, Map.of("scope", "openid jit.approve")).get("code");
    ApiClient hers =
        own.admin()
            .with(
                "Authorization",
                "Bearer " + app.redeem(code).expect(200).body().path("access_token").asText());

    JsonNode none = hers.get("/jit/pending").expect(200).body();
    assertEquals(0, none.at("/pagination/total").asInt(), none.toString());
    own.admin().post("/admin/roles/treasurer/users", Map.of("userId", person.id())).expect(200);
    JsonNode page = hers.get("/jit/pending?page=2&limit=2").expect(200).body();
    assertEquals(3, page.at("/pagination/total").asInt(), page.toString());
    assertEquals(1, page.path("pending_requests").size());
    assertEquals(2, page.at("/pagination/page").asInt());
  }

  /** A user who sets an agent's credential can make its requests and must not approve them. */
  @Test
  void refusesApprovalByUserWhoSetTheAgentCredential() throws Exception {
    TestTenant own = TestTenant.create(server);
    ApiClient hers = approverWithAgentAdministration(own);
    TestTenant.Agent agent = own.agent("Robot", List.of("documents.read"), List.of());
    JsonNode before = askForATool(agent.authenticated());
    hers.post("/jit/approve/" + before.path("request_id").asText(), Map.of()).expect(200);

    String secret =
        hers.post("/admin/agents/" + agent.id() + "/rotate-credentials", Map.of())
            .expect(200)
            .data()
            .path("clientSecret")
            .asText();
    ApiClient byIt =
        new TestTenant.Agent(agent.id(), agent.clientId(), secret, own.admin()).authenticated();

    assertEquals("not_approved", error(tokenOf(byIt, before).expect(403)));
    JsonNode after = askForATool(byIt);
    String approve = "/jit/approve/" + after.path("request_id").asText();
    assertEquals("not_an_approver", error(hers.post(approve, Map.of()).expect(403)));
    assertEquals(0, hers.get("/jit/pending").expect(200).body().path("count").asInt());
    approverWithAgentAdministration(own).post(approve, Map.of()).expect(200);
    tokenOf(byIt, after).expect(200);
  }

  /** A user who sets the trust rule or key of an agent can impersonate it. */
  @Test
  void refusesApprovalByUserWhoSetTheTrustRuleOrKey() throws Exception {
    TestTenant own = TestTenant.create(server);
    ApiClient hers = approverWithAgentAdministration(own);
    WorkloadAgent job =
        WorkloadAgent.register(own, Map.of("capabilities", List.of("documents.read")));
    Map<String, Object> trust = Map.of("issuer", "https://jobs.example", "subjects", List.of("1"));
    String rule =
        job.rules()
            + "/"
            + hers.post(job.rules(), Map.of("provider", "oidc", "trust", trust))
                .expect(201)
                .data()
                .path("id")
                .asText();
    TestTenant.Agent signing = own.agent("Signer", List.of("documents.read"), List.of());
    // The key is that of RFC 8037 appendix A.2.
    Map<String, Object> key =
        Map.of(
            "kty", "OKP",
            "crv", "Ed25519",
            "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    hers.post(
            "/admin/aauth/agents",
            Map.of(
                "identifier", "https://signer.example",
                "jwks", Map.of("keys", List.of(key)),
                "agentId", signing.id()))
        .expect(201);

    String ofTheJob = approval(askForATool(agentTokenIssuedByAdmin(own, job.id())));
    assertEquals("not_an_approver", error(hers.post(ofTheJob, Map.of()).expect(403)));
    String ofTheSigner = approval(askForATool(signing.authenticated()));
    assertEquals("not_an_approver", error(hers.post(ofTheSigner, Map.of()).expect(403)));
    hers.delete(rule).expect(200);
    String afterwards = approval(askForATool(agentTokenIssuedByAdmin(own, job.id())));
    assertEquals("not_an_approver", error(hers.post(afterwards, Map.of()).expect(403)));
    ApiClient other = approverWithAgentAdministration(own);
    other.post(afterwards, Map.of()).expect(200);
    other.post(ofTheSigner, Map.of()).expect(200);
  }

  private static String approval(JsonNode asked) {
    return "/jit/approve/" + asked.path("request_id").asText();
  }

  /** By a token that nobody holds who approves. */
  private static ApiClient agentTokenIssuedByAdmin(TestTenant own, String agentId) {
    String token =
        own.admin()
            .post("/admin/agents/" + agentId + "/token", Map.of())
            .expect(200)
            .body()
            .findValue("accessToken")
            .asText();
    return own.admin().with("Authorization", "Bearer " + token);
  }

  /** A user who obtains an agent's token also controls all tokens exchanged for it. */
  @Test
  void refusesApprovalByUserWhoObtainedTheExchangedToken() throws Exception {
    TestTenant own = TestTenant.create(server);
    DelegationScenario person = DelegationScenario.signIn(server, own);
    ApiClient hers = approverWithAgentAdministration(own);
    TestTenant.Agent agent = own.agent("Robot", List.of("documents.read"), List.of());
    String made =
        hers.post("/admin/agents/" + agent.id() + "/token", Map.of())
            .expect(200)
            .body()
            .findValue("accessToken")
            .asText();
    String once = exchanged(person.exchange(made, made, Map.of()));
    String twice = exchanged(person.exchange(once, once, Map.of()));

    for (String token : List.of(made, once, twice)) {
      JsonNode asked = askForATool(person.bearer(token));
      String approve = "/jit/approve/" + asked.path("request_id").asText();
      assertEquals("not_an_approver", error(hers.post(approve, Map.of()).expect(403)));
    }
    String by = exchanged(person.exchange(agent.token(), agent.token(), Map.of()));
    JsonNode asked = askForATool(person.bearer(by));
    hers.post("/jit/approve/" + asked.path("request_id").asText(), Map.of()).expect(200);
    assertEquals("not_approved", error(tokenOf(person.bearer(twice), asked).expect(403)));
    tokenOf(person.bearer(by), asked).expect(200);
  }

  private static String exchanged(ApiClient.Answer answer) {
    return answer.expect(200).body().path("access_token").asText();
  }

  private static JsonNode askForATool(ApiClient as) {
    var tool = Map.of("type", "tool_invocation", "actions", List.of("execute"));
    return as.post("/jit/request", Map.of("authorization_details", tool)).expect(201).body();
  }

  private static ApiClient.Answer tokenOf(ApiClient as, JsonNode asked) {
    return as.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of());
  }

  /** The API as somebody who may approve and keep agents. */
  private static ApiClient approverWithAgentAdministration(TestTenant of) throws IOException {
    List<String> permissions = List.of("jit.approve", "agents.read", "agents.write");
    String read = "documents.read"; // what the agents have, without which they are out of reach
    of.admin().post("/admin/permissions", Map.of("slug", read, "name", read));
    List<String> all = Stream.concat(permissions.stream(), Stream.of(read)).toList();
    of.admin().post("/admin/roles", Map.of("name", "Keeper", "permissions", all));
    TestPerson person = TestPerson.create(server, of);
    of.admin().post("/admin/roles/keeper/users", Map.of("userId", person.id())).expect(200);
    String scope = "openid " + String.join(" ", permissions);
    TestApplication app =
        TestApplication.register(of, Map.of("allowedScopes", List.of(scope.split(" "))));
    person.signIn();
    String code = person.allow(app, Map.of("scope", scope)).get("code");
    String token = app.redeem(code).expect(200).body().path("access_token").asText();
    return of.admin().with("Authorization", "Bearer " + token);
  }
}
