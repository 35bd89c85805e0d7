/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.delegation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** Delegated tokens are revoked immediately with their consent, token, session or actor. */
class DelegationRevocationIT extends DelegationTestBase {
  @Test
  void revokesDerivedTokensWithTheConsent() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String first = ada.actingToken(ada.token(), agent);
    String second = ada.actingToken(first, sub);
    assertActive(sub, second);

    tenant.admin().delete("/admin/delegations/" + ada.delegation(agent)).expect(200);

    assertInactive(agent, first);
    assertInactive(sub, second);
    assertRefused(400, "invalid_request", ada.exchange(second, agent.token(), Map.of()));
    ada.exchange(ada.token(), sub.token(), Map.of()).expect(200);
  }

  @Test
  void revokesDerivedTokensWithTheRefreshToken() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String acting = ada.actingToken(ada.token(), agent);

    ada.app
        .ask("/oauth/revoke", Map.of("token", ada.tokens.path("refresh_token").asText()))
        .expect(200);

    assertInactive(agent, acting);
  }

  @Test
  void revokesDerivedTokensWithTheParentToken() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String second = ada.actingToken(ada.actingToken(ada.token(), agent), sub);

    ada.app.ask("/oauth/revoke", Map.of("token", ada.token())).expect(200);

    assertInactive(sub, second);
  }

  @Test
  void revokesDerivedTokensWithTheActorToken() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String actor = agent.token();
    String first =
        ada.exchange(ada.token(), actor, Map.of()).expect(200).body().path("access_token").asText();
    String second = ada.actingToken(first, sub);

    tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/revoke", "token=" + actor)
        .expect(200);

    assertInactive(agent, first);
    assertInactive(sub, second);
  }

  @Test
  void revokesDerivedTokensWithAnIntermediateActor() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String second = ada.actingToken(ada.actingToken(ada.token(), agent), sub);
    assertActive(sub, second);

    tenant.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);

    assertInactive(sub, second);
    tenant.admin().post("/admin/agents/" + agent.id() + "/enable", Map.of()).expect(200);
    assertInactive(sub, second);
  }

  /** The current capabilities of an agent apply. The agent's own token stays active. */
  @Test
  void suspendsDerivedTokensWithoutTheDelegationCapability() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String first = ada.actingToken(ada.token(), agent);
    String second = ada.actingToken(first, sub);
    String own = agent.token();
    assertActive(agent, first);
    assertActive(sub, second);

    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of(READ)))
        .expect(200);

    assertInactive(agent, first);
    assertInactive(sub, second);
    ada.bearer(first).get("/me").expect(401);
    assertRefused(403, "delegation_not_allowed", ada.exchange(ada.token(), own, Map.of()));
    assertActive(agent, own);
  }

  @Test
  void revokesDerivedTokensWithTheApplication() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String acting = ada.actingToken(ada.token(), agent);

    tenant.admin().post("/admin/clients/" + ada.app.id() + "/disable", Map.of()).expect(200);

    assertInactive(agent, acting);
  }

  @Test
  void revokesSessionDelegationWithTheSession() {
    TestApplication online =
        TestApplication.register(tenant, Map.of("allowedScopes", List.of("openid", READ)));
    Map<String, String> answer = ada.person.allow(online, Map.of("scope", "openid " + READ));
    String user =
        online.redeem(answer.get("code")).expect(200).body().path("access_token").asText();
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String acting = ada.actingToken(user, agent);
    assertActive(agent, acting);

    String session = TrustedIssuerFixture.claimsOf(user).path("sid").asText();
    tenant.admin().delete("/admin/sessions/" + session).expect(200);

    assertInactive(agent, acting);
  }

  /** The tokens of a task are revoked with the task. Other tokens of the agent stay active. */
  @Test
  void revokesTaskDelegationWithTheTask() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String own = agent.token();
    ApiClient api = ada.bearer(own);
    JsonNode task =
        api.post("/jit/task", Map.of("name", "Read", "on_behalf_of", ada.person.id()))
            .expect(201)
            .body();
    String id = task.path("task_id").asText();
    JsonNode asked =
        api.post("/jit/request", Map.of("task_id", id, "required_scopes", List.of(READ)))
            .expect(201)
            .body();
    String token =
        api.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    assertActive(agent, token);

    api.post("/jit/task/" + id + "/complete", Map.of()).expect(200);

    assertInactive(agent, token);
    assertActive(agent, own);
  }

  @Test
  void refusesDisabledUsersAndAgents() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String token = agent.token();
    tenant.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);
    assertRefused(400, "invalid_request", ada.exchange(ada.token(), token, Map.of()));
    tenant.admin().post("/admin/agents/" + agent.id() + "/enable", Map.of()).expect(200);

    tenant.admin().delete("/admin/users/" + ada.person.id()).expect(200);
    assertRefused(400, "invalid_request", ada.exchange(ada.token(), agent.token(), Map.of()));
  }

  private void assertActive(TestTenant.Agent agent, String token) {
    assertTrue(ada.isActive(agent, token));
    ada.bearer(token).post("/agents/ask", Map.of("action", READ)).expect(200);
  }

  /** The very next call of each kind. */
  private void assertInactive(TestTenant.Agent agent, String token) {
    assertFalse(ada.isActive(agent, token));
    ada.bearer(token).post("/agents/ask", Map.of("action", READ)).expect(401);
    ada.bearer(token).post("/authz/check", Map.of("permission", READ)).expect(401);
    ada.bearer(token).get("/admin/agents").expect(401);
  }
}
