/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.HOUR;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;
import static org.lumoauth.itests.http.fixture.DelegationScenario.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.DelegationTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** Agents that act for users with their consent, on the shipped distribution. */
class AgentDelegationIT extends DelegationTestBase {
  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ);
    DocumentationExamples.run(
        "how-to/act-for-a-person.md",
        Map.of(
            "API", tenant.admin().base(),
            "USER_TOKEN", ada.token(),
            "AGENT_ID", agent.id(),
            "AGENT_CLIENT", agent.clientId(),
            "AGENT_SECRET", agent.secret()));
  }

  @Test
  void exchangesUserTokenWithTheAgentTokenAsOnlyCredential() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ, WRITE);

    JsonNode body = ada.exchange(ada.token(), agent.token(), Map.of()).expect(200).body();
    JsonNode claims = TrustedIssuerFixture.claimsOf(body.path("access_token").asText());

    assertEquals(ada.person.id(), claims.path("sub").asText());
    assertEquals(agent.id(), claims.at("/act/sub").asText());
    assertFalse(claims.at("/act").has("act"));
    assertEquals(READ, claims.path("scope").asText(), "as was consented to, and no more");
    assertEquals("Bearer", body.path("token_type").asText());
    assertTrue(body.path("expires_in").asLong() > 0);
    assertTrue(ada.isActive(agent, body.path("access_token").asText()));
  }

  @Test
  void nestsActorsWithCurrentOutermostUpToThree() {
    TestTenant.Agent[] agents = new TestTenant.Agent[4];
    String token = ada.token();
    for (int i = 0; i < 3; i++) {
      agents[i] = ada.agentWithConsent(ON_BEHALF, READ);
      token = ada.actingToken(token, agents[i]);
    }
    JsonNode act = TrustedIssuerFixture.claimsOf(token).path("act");
    assertEquals(agents[2].id(), act.path("sub").asText());
    assertEquals(agents[1].id(), act.at("/act/sub").asText());
    assertEquals(agents[0].id(), act.at("/act/act/sub").asText());

    agents[3] = ada.agentWithConsent(ON_BEHALF, READ);
    JsonNode refusal = ada.exchange(token, agents[3].token(), Map.of()).expect(403).body();
    assertEquals("delegation_depth_exceeded", refusal.path("error").asText());
    assertEquals(3, refusal.path("max_depth").asInt());
    assertEquals(
        "invalid_request",
        ada.exchange(token, agents[0].token(), Map.of()).expect(400).body().path("error").asText(),
        "a chain that goes round");
  }

  @Test
  void requiresConsentAndReturnsItsUrl() {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ);

    JsonNode refusal = ada.exchange(ada.token(), agent.token(), Map.of()).expect(403).body();

    assertEquals("consent_required", refusal.path("error").asText());
    String url = refusal.path("consent_url").asText();
    ada.person.browser().open(url).submitOnly("decision", "allow", "lifetime", HOUR);
    ada.exchange(ada.token(), agent.token(), Map.of()).expect(200);
  }

  @Test
  void showsTheSponsorOnTheConsentPage() {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ);
    ada.ask(agent, READ);
    assertFalse(ada.person.browser().text().contains("<dt>Owner</dt>"), "nobody is");
    TestPerson owner = TestPerson.create(server, tenant, Map.of("name", "Grace Hopper"));
    tenant.admin().patch("/admin/agents/" + agent.id(), Map.of("ownerId", owner.id())).expect(200);

    ada.ask(agent, READ);

    String page = ada.person.browser().text();
    assertTrue(page.contains("<dt>Owner</dt>"), page);
    assertTrue(page.contains("Grace Hopper"), page);
  }

  @Test
  void redirectsFromAuthorizationEndpointToAgentConsentPage() {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ);

    ada.person
        .browser()
        .open(
            tenant.admin().base()
                + "/oauth/authorize?"
                + FormParameters.of(
                    Map.of(
                        "client_id",
                        agent.clientId(),
                        "scope",
                        READ,
                        "prompt",
                        "consent",
                        "access_type",
                        "offline")))
        .submitOnly("decision", "allow", "lifetime", HOUR);

    ada.exchange(ada.token(), agent.token(), Map.of()).expect(200);
  }

  @Test
  void requiresTheDelegationCapability() {
    TestTenant.Agent agent = ada.agent(READ);

    JsonNode refusal = ada.exchange(ada.token(), agent.token(), Map.of()).expect(403).body();

    assertEquals("delegation_not_allowed", refusal.path("error").asText());
    ada.ask(agent, READ);
    assertEquals(404, ada.person.browser().status(), "nobody is asked about it either");
  }

  @Test
  void grantsOnlyTheIntersectionOfUserAgentConsentAndRequest() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ, WRITE);
    String token = agent.token();

    assertRefused(400, "invalid_scope", ada.exchange(ada.token(), token, Map.of("scope", WRITE)));
    assertRefused(
        400,
        "invalid_scope",
        ada.exchange(ada.token(), token, Map.of("scope", READ + " mail.read")));
    ada.consent(agent, WRITE, HOUR);
    ada.exchange(ada.token(), token, Map.of("scope", WRITE)).expect(200);
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of(ON_BEHALF, READ)))
        .expect(200);
    assertRefused(
        400, "invalid_scope", ada.exchange(ada.token(), agent.token(), Map.of("scope", WRITE)));
  }

  /** The person lacks the access; the agent is capable of it, and may ask for the person. */
  @Test
  void offersAccessRequestForPermissionThatTheUserLacks() throws Exception {
    tenant.admin().patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    ApiClient acting = ada.bearer(ada.actingToken(ada.token(), agent));
    Map<String, Object> question = question("q4");

    JsonNode denied = acting.post("/access/v1/evaluation", question).expect(200).body();

    assertFalse(denied.path("decision").asBoolean(), denied::toString);
    ApiClient keyed = acting.and("Idempotency-Key", "k-1");
    Map<String, Object> request = request(question, denied);
    JsonNode made = keyed.post("/access/v1/requests", request).expect(202).body();
    assertEquals("pending", made.at("/task/status").asText(), made::toString);
    ApiClient self = agent.authenticated();
    Map<String, Object> own = new HashMap<>(question);
    own.put("subject", Map.of("type", "agent", "id", agent.id()));
    own.put("action", Map.of("name", "shred"));
    JsonNode beyond = self.post("/access/v1/evaluation", own).expect(200).body();
    assertFalse(beyond.path("decision").asBoolean(), beyond::toString);
    assertTrue(beyond.at("/context/access_request").isMissingNode(), beyond::toString);
  }

  /** As a client that got no answer in time does, and one that is in a hurry. */
  @Test
  void createsOneTaskForConcurrentRequestsWithSameIdempotencyKey() throws Exception {
    tenant.admin().patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    ApiClient pep = tenant.admin();
    Map<String, Object> question = question("q5");
    JsonNode denied = pep.post("/access/v1/evaluation", question).expect(200).body();
    Map<String, Object> request = request(question, denied);
    ApiClient keyed = pep.and("Idempotency-Key", "k-" + System.nanoTime());
    var pool = Executors.newFixedThreadPool(8);
    try {
      var answers = new ArrayList<Future<ApiClient.Answer>>();
      for (int i = 0; i < 8; i++) {
        answers.add(pool.submit(() -> keyed.post("/access/v1/requests", request)));
      }
      Set<String> tasks = new HashSet<>();
      for (var answer : answers) {
        tasks.add(answer.get().expect(202).body().at("/task/id").asText());
      }
      assertEquals(1, tasks.size(), tasks.toString());
    } finally {
      pool.shutdown();
    }
  }

  private Map<String, Object> question(String document) {
    return Map.of(
        "subject", Map.of("type", "user", "id", ada.person.id()),
        "action", Map.of("name", "read"),
        "resource", Map.of("type", "documents", "id", document));
  }

  private static Map<String, Object> request(Map<String, Object> question, JsonNode denied) {
    JsonNode offer = denied.at("/context/access_request");
    Map<String, Object> request = new HashMap<>(question);
    request.put("context", Map.of("business_justification", "The renewal."));
    request.put(
        "denial",
        Map.of(
            "evaluation_id", denied.at("/context/evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    return request;
  }

  @Test
  void doesNotWidenPermissionsForASubAgent() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agent(ON_BEHALF, READ, WRITE);
    ada.consent(sub, READ + " " + WRITE, HOUR);
    String first = ada.actingToken(ada.token(), agent);

    assertRefused(400, "invalid_scope", ada.exchange(first, sub.token(), Map.of("scope", WRITE)));
    assertEquals(
        READ, TrustedIssuerFixture.claimsOf(ada.actingToken(first, sub)).path("scope").asText());
  }

  @Test
  void requiresConsentForASubAgent() {
    String first = ada.actingToken(ada.token(), ada.agentWithConsent(ON_BEHALF, READ));

    assertRefused(
        403, "consent_required", ada.exchange(first, ada.agent(ON_BEHALF, READ).token(), Map.of()));
  }

  @Test
  void refusesAgentTokenForAnotherResource() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String user =
        ada.exchange(ada.token(), agent.token(), Map.of())
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    assertRefused(
        400, "invalid_request", ada.exchange(ada.token(), user, Map.of())); // it acts for another
    assertRefused(400, "invalid_request", ada.exchange(ada.token(), ada.token(), Map.of()));
    assertRefused(400, "invalid_request", ada.exchange(ada.token(), "x.y.z", Map.of()));
    assertEquals(
        401,
        ada.anonymous()
            .form(
                "/oauth/introspect",
                FormParameters.of(
                    Map.of(
                        "token",
                        user,
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "actor_token",
                        agent.token(),
                        "actor_token_type",
                        "urn:ietf:params:oauth:token-type:access_token")))
            .status(),
        "an agent's token is no client authentication anywhere else");
  }

  @Test
  void refusesTokensOfAnotherTenant() throws IOException {
    TestTenant other = TestTenant.create(server);
    DelegationScenario there = DelegationScenario.signIn(server, other);
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent foreign = there.agentWithConsent(ON_BEHALF, READ);

    assertRefused(400, "invalid_request", ada.exchange(there.token(), agent.token(), Map.of()));
    assertRefused(400, "invalid_request", ada.exchange(ada.token(), foreign.token(), Map.of()));
    String jti =
        TrustedIssuerFixture.claimsOf(there.actingToken(there.token(), foreign))
            .path("jti")
            .asText();
    tenant.admin().get("/agents/chain/" + jti).expect(404);
    other.admin().get("/agents/chain/" + jti).expect(200);
  }

  @Test
  void showsScopeTextsAndAcceptsOnlyItsOwnForm() {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ, WRITE);
    tenant
        .admin()
        .patch(
            "/admin/agents/" + agent.id(),
            Map.of("description", "<b>Trusted</b> by \"IT\" </bdi><script>alert(1)</script>"))
        .expect(200);
    ada.ask(agent, READ);
    String page = ada.person.browser().text();
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("Description from the agent, not verified:"), page);
    assertTrue(page.contains(agent.id()), page);

    ada.person
        .browser()
        .submitOnly("decision", "allow", "lifetime", HOUR, "scope", READ + " " + WRITE);
    assertEquals(403, ada.person.browser().status(), "other scopes than the page showed");
    ada.ask(agent, READ);
    ada.person.browser().submitOnly("decision", "allow", "lifetime", "999999999");
    assertTrue(ada.person.browser().text().contains("name=\"decision\""), "no such choice");
    ada.person.browser().submitOnly("decision", "no", "lifetime", HOUR);
    assertRefused(403, "consent_required", ada.exchange(ada.token(), agent.token(), Map.of()));
  }

  @Test
  void grantsAndRevokesDelegationByApi() {
    TestTenant.Agent agent = ada.agent(ON_BEHALF, READ);
    ApiClient me = ada.bearer(ada.token());
    JsonNode given =
        me.post(
                "/me/delegations",
                Map.of("agentId", agent.id(), "scopes", List.of(READ), "expiresIn", 60))
            .expect(201)
            .data();
    String acting = ada.actingToken(ada.token(), agent);
    assertTrue(
        TrustedIssuerFixture.claimsOf(acting).path("exp").asLong()
            <= TrustedIssuerFixture.claimsOf(acting).path("iat").asLong() + 60,
        "it ends with the consent");

    me.post("/me/delegations", Map.of("agentId", agent.id(), "scopes", List.of(WRITE))).expect(422);
    me.post(
            "/me/delegations",
            Map.of("agentId", agent.id(), "scopes", List.of(READ), "expiresIn", -1))
        .expect(422);
    me.post("/me/delegations", Map.of("agentId", "agt_none", "scopes", List.of(READ))).expect(422);
    ada.bearer(acting)
        .post("/me/delegations", Map.of("agentId", agent.id(), "scopes", List.of(READ)))
        .expect(403);
    assertEquals(1, me.get("/me/delegations").expect(200).data().size());
    me.delete("/me/delegations/" + given.path("id").asText()).expect(200);
    assertFalse(ada.isActive(agent, acting));
    assertEquals(0, me.get("/me/delegations").expect(200).data().size());
    DelegationScenario other = DelegationScenario.signIn(server, tenant);
    other.bearer(other.token()).delete("/me/delegations/" + given.path("id").asText()).expect(404);
  }
}
