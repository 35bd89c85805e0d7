/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.HOUR;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.fixture.WorkloadTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The effect of an agent's status on its credentials and tokens. {@code cases.mjs} covers agents
 * that sign their requests.
 */
class AgentStatusIT extends WorkloadTestBase {
  private static final Map<String, Object> READ_A_FILE =
      Map.of("authorization_details", Map.of("type", "file_access", "actions", List.of("read")));

  private DelegationScenario ada;
  private TestTenant.Agent secret;
  private JsonNode keyed;

  /** Registers an agent of each kind with every credential and token. */
  @BeforeEach
  void registerAgents() {
    ada = DelegationScenario.signIn(server, tenant);
    secret = ada.agent(ON_BEHALF, READ, "file_access");
    ada.consent(secret, READ, HOUR);
    keyed = create(Map.of("name", "Keyed", "identityType", "api_key"));
    agent.trust("oidc", job.trust());
  }

  @Test
  void revokesTokensOfSuspendedAgentAndIssuesNewOnesOnceActive() {
    List<String> tokens = tokens();

    setStatusOfAll("suspend", 200);

    assertAllInactive(tokens);
    setStatusOfAll("activate", 200);
    tokens.forEach(token -> canAsk(token).expect(401));
    tokens().forEach(token -> canAsk(token).expect(200));
    assertEquals(200, withSecretOf(keyed).status());
  }

  @Test
  void revokesTokensOfRetiredAgentPermanently() {
    List<String> tokens = tokens();

    setStatusOfAll("retire", 200);

    assertAllInactive(tokens);
    for (String back : List.of("activate", "enable", "suspend")) {
      setStatusOfAll(back, 409);
    }
    assertAllInactive(tokens);
    for (String id : ids()) {
      JsonNode shown = tenant.admin().get("/admin/agents/" + id).expect(200).data();
      assertEquals("retired", shown.path("status").asText(), shown::toString);
      for (String anew : List.of("rotate-credentials", "rotate-key", "token")) {
        ApiClient.Answer answer = tenant.admin().post("/admin/agents/" + id + "/" + anew, Map.of());
        assertTrue(answer.status() == 400 || answer.status() == 409, answer::toString);
      }
    }
  }

  @Test
  void refusesPendingAgents() {
    JsonNode bySecret = create(Map.of("name", "Later", "status", "pending"));
    JsonNode byKey = create(Map.of("name", "Key", "identityType", "api_key", "status", "pending"));
    WorkloadAgent job7 = WorkloadAgent.register(tenant, Map.of("status", "pending"));
    job7.trust("oidc", job.trust());
    TestTenant.Agent later = agent(bySecret);

    assertEquals("pending", bySecret.path("status").asText(), bySecret::toString);
    assertEquals(401, later.requestToken().status());
    assertEquals(401, withSecretOf(byKey).status());
    WorkloadAgent.assertRejected("pending", job7.attest(job.sign("job-7")));
    for (String id : List.of(later.id(), byKey.path("id").asText(), job7.id())) {
      tenant.admin().post("/admin/agents/" + id + "/activate", Map.of()).expect(200);
    }

    later.authenticated().get("/agents/me").expect(200);
    assertEquals(200, withSecretOf(byKey).status());
    assertTrue(job7.isAccepted(job7.token(job.sign("job-7"))));
  }

  @Test
  void allowsTheDisplayedSponsorToApproveTheAgent() {
    TestPerson sponsor = TestPerson.create(server, tenant).signIn();
    TestPerson other = TestPerson.create(server, tenant).signIn();
    JsonNode sponsored =
        create(
            Map.of("name", "Sponsored", "sponsorId", sponsor.id(), "capabilities", List.of(READ)));
    assertEquals(sponsor.id(), sponsored.path("sponsorId").asText(), sponsored::toString);
    var bySponsor = List.of(Map.of("kind", "source", "value", "sponsor"));
    tenant
        .admin()
        .put("/admin/approvals/rules", Map.of("rules", List.of(Map.of("approvers", bySponsor))))
        .expect(200);
    ApiClient asks = agent(sponsored).authenticated();
    JsonNode asked = asks.post("/jit/request", READ_A_FILE).expect(201).body();
    assertEquals("pending", asked.path("status").asText(), asked::toString);
    String page = "/t/" + tenant.slug() + "/approvals/" + approval(asked);

    assertEquals(404, other.browser().open(page).status());
    sponsor.browser().open(page).submit("decision", "approve");

    assertEquals(200, sponsor.browser().status(), sponsor.browser().text());
    asks.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of()).expect(200);
  }

  /** Tokens that the agents got by their secret or platform, for a person, and for a task. */
  private List<String> tokens() {
    ApiClient api = secret.authenticated();
    JsonNode asked = api.post("/jit/request", READ_A_FILE).expect(201).body();
    JsonNode fetched =
        api.post("/jit/request/" + asked.path("request_id").asText() + "/token", Map.of())
            .expect(200)
            .body();
    List<String> all =
        List.of(
            secret.token(),
            ada.actingToken(ada.token(), secret),
            fetched.path("access_token").asText(),
            agent.token(job.sign("job-7")));
    all.forEach(token -> canAsk(token).expect(200));
    assertEquals(200, withSecretOf(keyed).status());
    return all;
  }

  private ApiClient.Answer canAsk(String token) {
    return ada.bearer(token).post("/agents/ask", Map.of("action", READ));
  }

  private void assertAllInactive(List<String> tokens) {
    tokens.forEach(token -> canAsk(token).expect(401));
    assertEquals(401, secret.requestToken().status());
    assertEquals(401, withSecretOf(keyed).status());
    WorkloadAgent.assertRejected("ended", agent.attest(job.sign("job-7")));
  }

  private void setStatusOfAll(String change, int status) {
    for (String id : ids()) {
      ApiClient.Answer answer =
          tenant.admin().post("/admin/agents/" + id + "/" + change, Map.of()).expect(status);
      if (status == 409) {
        assertEquals("agent_retired", answer.body().path("code").asText(), answer::toString);
      }
    }
  }

  private List<String> ids() {
    return List.of(secret.id(), keyed.path("id").asText(), agent.id());
  }

  private JsonNode create(Map<String, Object> body) {
    return tenant.admin().post("/admin/agents", new HashMap<>(body)).expect(201).data();
  }

  private TestTenant.Agent agent(JsonNode made) {
    return new TestTenant.Agent(
        made.path("id").asText(),
        made.path("clientId").asText(),
        made.path("clientSecret").asText(),
        tenant.admin());
  }

  private ApiClient.Answer withSecretOf(JsonNode made) {
    return tenant.admin().with("X-API-Key", made.path("apiKey").asText()).get("/agents/me");
  }

  /** Returns the ID under which approvers decide a request. */
  private String approval(JsonNode asked) {
    for (JsonNode each :
        tenant.admin().get("/jit/pending").expect(200).body().path("pending_requests")) {
      if (each.path("request_id").equals(asked.path("request_id"))) {
        return each.path("approval_id").asText();
      }
    }
    throw new AssertionError("not pending: " + asked);
  }
}
