/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.HOUR;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;
import static org.lumoauth.itests.http.fixture.DelegationScenario.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** Permissions for one task that is done for somebody: they are bounded by what that person may. */
class JitUserTasksIT extends DelegationTestBase {

  @Test
  void limitsTaskToTheUsersConsent() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ, WRITE);
    ApiClient api = agent.authenticated();

    assertRefused(400, "invalid_scope", ask(api, task(api), WRITE));
    ada.consent(agent, WRITE, HOUR);
    assertEquals("approved", ask(api, task(api), WRITE).expect(201).body().path("status").asText());
  }

  @Test
  void decidesForTheUserOfTheTask() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    ApiClient holder = ada.bearer(token(agent));

    JsonNode denied = holder.post("/agents/ask", Map.of("action", READ)).expect(200).body();
    assertFalse(denied.path("allowed").asBoolean(), denied.toString());
    assertEquals("default_deny", denied.path("reason_code").asText(), denied.toString());

    grantAda(READ);

    JsonNode allowed = holder.post("/agents/ask", Map.of("action", READ)).expect(200).body();
    assertTrue(allowed.path("allowed").asBoolean(), allowed.toString());
  }

  /** The step of a denial goes on for the user, and is offered only where they may do it. */
  @Test
  void offersTaskPermissionsForTheUser() throws Exception {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ, WRITE);
    ada.consent(agent, READ + " " + WRITE, HOUR);
    ApiClient acting =
        ada.bearer(
            ada.exchange(ada.token(), agent.token(), Map.of("scope", READ))
                .expect(200)
                .body()
                .path("access_token")
                .asText());
    Map<String, Object> question =
        Map.of("action", WRITE, "resource", Map.of("type", "document", "id", "42"));
    assertEquals(0, permissionSteps(acting, question).size());

    grantAda(WRITE);
    JsonNode step = permissionSteps(acting, question).get(0);
    JsonNode asked = acting.post("/jit/request", step.path("body")).expect(201).body();

    assertEquals("pending", asked.path("status").asText(), asked.toString());
    JsonNode shown = null;
    for (JsonNode each :
        tenant.admin().get("/jit/pending?limit=100").expect(200).body().path("data")) {
      shown = each.path("request_id").equals(asked.path("request_id")) ? each : shown;
    }
    assertEquals(ada.person.id(), shown.path("on_behalf_of").asText(), shown.toString());
    assertTrue(shown.path("justification").asText().contains("document 42"), shown.toString());
    String own =
        agent
            .authenticated()
            .post("/jit/task", Map.of("name", "Mine"))
            .expect(201)
            .body()
            .path("task_id")
            .asText();
    assertRefused(400, "delegation_not_authorized", ask(acting, own, WRITE));
  }

  /** Asks until all who may know a step were heard: who is late is left out. */
  private static List<JsonNode> permissionSteps(ApiClient acting, Map<String, Object> question)
      throws Exception {
    List<JsonNode> steps = new ArrayList<>();
    ConditionPoller.until(
        "all steps are known",
        Duration.ofSeconds(30),
        () -> {
          JsonNode answer = acting.post("/agents/ask", question).expect(200).body();
          assertFalse(answer.path("allowed").asBoolean(), answer.toString());
          steps.clear();
          answer.path("next_steps").forEach(steps::add);
          return steps.stream().noneMatch(each -> each.path("type").asText().equals("ask_again"));
        });
    steps.removeIf(each -> !each.path("type").asText().equals("request_permission"));
    return steps;
  }

  /** Gives Ada a role with this permission. */
  private void grantAda(String permission) {
    tenant.admin().post("/admin/permissions", Map.of("slug", permission)).expect(201);
    String slug =
        tenant
            .admin()
            .post(
                "/admin/roles",
                Map.of("name", "Role " + System.nanoTime(), "permissions", List.of(permission)))
            .expect(201)
            .data()
            .path("slug")
            .asText();
    tenant
        .admin()
        .post("/admin/roles/" + slug + "/users", Map.of("userId", ada.person.id()))
        .expect(200);
  }

  @Test
  void recordsTheUserOfTheTask() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String user = "user:" + ada.person.id();

    JsonNode answer =
        ada.bearer(token(agent)).post("/agents/ask", Map.of("action", READ)).expect(200).body();

    JsonNode records = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data();
    int named = 0;
    for (JsonNode each : records) {
      boolean mine =
          each.path("auditId").equals(answer.path("audit_id"))
              || each.path("action").asText().equals("jit.token_issued")
                  && each.path("actorId").asText().equals(agent.id());
      if (mine) {
        assertEquals(user, each.at("/principal/subject").asText(), each.toString());
        named++;
      }
    }
    assertEquals(2, named, records.toString());
  }

  @Test
  void includesTheUserInTheDelegationGraph() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String jti = TrustedIssuerFixture.claimsOf(token(agent)).path("jti").asText();

    JsonNode drawn = tenant.admin().get("/agents/chain/" + jti).expect(200).data();

    assertEquals(agent.id(), drawn.at("/principal/actor_chain/0/id").asText(), drawn.toString());
    assertEquals(ada.person.id(), drawn.at("/consents/0/userId").asText(), drawn.toString());
  }

  @Test
  void keepsTaskEndedAfterNewConsent() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String token = token(agent);
    assertTrue(ada.isActive(agent, token));

    tenant.admin().delete("/admin/delegations/" + ada.delegation(agent)).expect(200);
    assertFalse(ada.isActive(agent, token));

    ada.consent(agent, READ, HOUR);
    assertFalse(ada.isActive(agent, token));
  }

  @Test
  void keepsTaskEndedAfterUserIsReenabled() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    ApiClient api = agent.authenticated();
    String token = token(agent);
    String task = task(api);
    String user = "/admin/users/" + ada.person.id();

    tenant.admin().post(user + "/block", Map.of()).expect(200);
    assertFalse(ada.isActive(agent, token));
    tenant.admin().post(user + "/unblock", Map.of()).expect(200);

    assertFalse(ada.isActive(agent, token));
    assertRefused(403, "task_suspended", ask(api, task, READ));
  }

  @Test
  void keepsTaskEndedAfterCapabilityIsRestored() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String token = token(agent);
    String scopes = "/admin/agents/" + agent.id() + "/scopes";

    tenant.admin().put(scopes, Map.of("scopes", List.of(READ))).expect(200);
    assertFalse(ada.isActive(agent, token));
    tenant.admin().put(scopes, Map.of("scopes", List.of(ON_BEHALF, READ))).expect(200);

    assertFalse(ada.isActive(agent, token));
  }

  /** A page that Ada opened before must not make a yes of it after that. */
  @Test
  void withdrawsPendingConfirmationWithAgentOrConsent() {
    tenant
        .admin()
        .patch(
            "/admin/settings/approval-webhook",
            Map.of("url", "https://hooks.example.com/", "secret", "sixteen characters"))
        .expect(200);
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String first = confirmation(agent);
    assertEquals("pending", status(agent, first));

    String path = "/admin/agents/" + agent.id();
    tenant.admin().post(path + "/disable", Map.of()).expect(200);
    tenant.admin().post(path + "/enable", Map.of()).expect(200);
    assertEquals("expired", status(agent, first));

    String second = confirmation(agent);
    assertEquals("pending", status(agent, second));
    tenant.admin().delete("/admin/delegations/" + ada.delegation(agent)).expect(200);
    assertEquals("expired", status(agent, second));
    ada.consent(agent, READ, HOUR);
    assertEquals("expired", status(agent, second));
  }

  /** Asks Ada to confirm something; the token by which the agent hears what she says. */
  private String confirmation(TestTenant.Agent agent) {
    return agent
        .authenticated()
        .post(
            "/agents/me/approvals",
            Map.of(
                "task_id", "t-1",
                "reason", "The hotel is free.",
                "impact", "high",
                "on_behalf_of", ada.person.id()))
        .expect(201)
        .body()
        .path("approval_token")
        .asText();
  }

  private static String status(TestTenant.Agent agent, String token) {
    return agent
        .authenticated()
        .get("/agents/me/approvals/" + token + "/status")
        .expect(200)
        .body()
        .path("status")
        .asText();
  }

  private String task(ApiClient api) {
    return api.post("/jit/task", Map.of("name", "For Ada", "on_behalf_of", ada.person.id()))
        .expect(201)
        .body()
        .path("task_id")
        .asText();
  }

  private static ApiClient.Answer ask(ApiClient api, String task, String scope) {
    return api.post(
        "/jit/request",
        Map.of("task_id", task, "required_scopes", List.of(scope), "justification", "x"));
  }

  /** A token of a task for Ada that may read. */
  private String token(TestTenant.Agent agent) {
    ApiClient api = agent.authenticated();
    String request = ask(api, task(api), READ).expect(201).body().path("request_id").asText();
    return api.post("/jit/request/" + request + "/token", Map.of())
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }
}
