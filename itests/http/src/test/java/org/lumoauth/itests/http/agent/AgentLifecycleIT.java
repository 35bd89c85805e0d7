/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The lifecycle of agents on the shipped server: revocation, limits and metadata. */
@ExtendWith(DefaultServerExtension.class)
class AgentLifecycleIT {

  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    tenant = TestTenant.create(shared);
  }

  @Test
  void refusesRotatedAndRevokedAgentKeys() {
    JsonNode made = register(Map.of("name", "Keyed", "identityType", "api_key"));
    String id = made.path("id").asText();
    String first = made.path("apiKey").asText();
    assertEquals(200, withKey(first).get("/agents/me").status());

    String second =
        admin("/" + id + "/rotate-key", Map.of()).expect(200).body().path("api_key").asText();

    assertEquals(401, withKey(first).get("/agents/me").status());
    assertEquals(200, withKey(second).get("/agents/me").status());
    admin("/" + id + "/revoke-key", Map.of()).expect(200);
    assertEquals(401, withKey(second).get("/agents/me").status());
  }

  @Test
  void restrictsAgentTokensToItsAllowedAddresses() {
    TestTenant.Agent agent = tenant.agent("Bound", List.of("files.read"), List.of());
    String token = agent.token();
    tenant
        .admin()
        .patch("/admin/agents/" + agent.id(), Map.of("allowedIps", List.of("192.0.2.0/24")))
        .expect(200);

    assertRefusedByAddress(agent.requestToken());
    assertRefusedByAddress(bearer(token).get("/agents/me"));

    tenant
        .admin()
        .patch("/admin/agents/" + agent.id(), Map.of("allowedIps", List.of("127.0.0.0/8", "::1")))
        .expect(200);
    assertEquals(200, bearer(token).get("/agents/me").status());
  }

  @Test
  void boundsSubAgentByItsParentAndDisablesItWithTheParent() {
    TestTenant.Agent parent =
        tenant.agent("Parent", List.of("files.read", "agents.register"), List.of());
    ApiClient asParent = parent.authenticated();

    ApiClient.Answer wider =
        asParent.post(
            "/agents/register", Map.of("name", "Wider", "capabilities", List.of("users.write")));
    assertEquals(403, wider.status());
    assertEquals("capability_denied", wider.body().path("code").asText());

    JsonNode made =
        asParent
            .post("/agents/register", Map.of("name", "Sub", "capabilities", List.of("files.read")))
            .expect(200)
            .body();
    TestTenant.Agent child =
        new TestTenant.Agent(
            made.path("agent_id").asText(),
            made.path("client_id").asText(),
            made.path("client_secret").asText(),
            tenant.admin());
    String token = child.token();
    assertEquals(200, bearer(token).get("/agents/me").status());

    admin("/" + parent.id() + "/suspend", Map.of()).expect(200);

    assertEquals(401, bearer(token).get("/agents/me").status());
    assertEquals(401, child.requestToken().status());
    admin("/" + parent.id() + "/activate", Map.of()).expect(200);
    assertEquals(401, bearer(token).get("/agents/me").status());
    assertEquals(200, bearer(child.token()).get("/agents/me").status());
  }

  @Test
  void boundsSubAgentByTheTokenOfTheRequest() {
    TestTenant.Agent parent =
        tenant.agent("Narrow", List.of("files.read", "files.write", "agents.register"), List.of());
    String narrow =
        admin("/" + parent.id() + "/token", Map.of("scopes", List.of("agents.register")))
            .expect(200)
            .data()
            .path("accessToken")
            .asText();

    ApiClient.Answer wider =
        bearer(narrow)
            .post(
                "/agents/register",
                Map.of("name", "Wider", "capabilities", List.of("files.write")));

    assertEquals(403, wider.status(), wider::toString);
    assertEquals("capability_denied", wider.body().path("code").asText());
    bearer(narrow).post("/agents/register", Map.of("name", "Bare")).expect(200);
    Map<String, Object> reader = Map.of("name", "Reader", "capabilities", List.of("files.read"));
    parent.authenticated().post("/agents/register", reader).expect(200);
  }

  @Test
  void registersAgentWithExistingClientId() {
    Map<String, Object> body =
        Map.of("name", "Known", "client_id", "cli_01HZXW5Q8R3T7V9B2D4F6G8J0K");

    var made = tenant.admin().post("/agents/register", body).expect(200).body();

    assertEquals(body.get("client_id"), made.path("client_id").asText());
    assertTrue(made.has("workload_identity") && made.path("workload_identity").isNull());
    assertEquals(409, tenant.admin().post("/agents/register", body).status());
    assertEquals(
        422,
        tenant
            .admin()
            .post("/agents/register", Map.of("name", "X", "client_id", "https://x.example"))
            .status());
    TestTenant.Agent parent = tenant.agent("Parent", List.of("agents.register"), List.of());
    assertEquals(
        422,
        parent
            .authenticated()
            .post(
                "/agents/register",
                Map.of("name", "X", "client_id", "cli_01HZXW5Q8R3T7V9B2D4F6G8J0M"))
            .status());
  }

  @Test
  void acceptsClientIdAsAgentIdEverywhere() {
    TestTenant.Agent agent = tenant.agent("Either", List.of("files.read"), List.of());
    String path = "/admin/agents/" + agent.clientId();
    tenant
        .admin()
        .put(path + "/card", Map.of("url", "https://a.example/a2a", "version", "1.0"))
        .expect(200);

    assertEquals(
        agent.id(),
        tenant.admin().get(path + "/budget").expect(200).data().path("agentId").asText());
    tenant.admin().get(path + "/card").expect(200);
    tenant.admin().get("/agents/" + agent.clientId() + "/agent-card").expect(200);
    assertEquals(
        422, tenant.admin().get(path + "/trust-rules").status(), "found, and of no platform");
    assertEquals(
        422, tenant.admin().put(path + "/budget", Map.of("max_api_calls_per_hour", 0.9)).status());
  }

  @Test
  void issuesAgentTokenForRequestWithoutBody() {
    TestTenant.Agent agent = tenant.agent("Bodiless", List.of("files.read"), List.of());

    JsonNode made =
        tenant
            .admin()
            .send("POST", "/admin/agents/" + agent.id() + "/token", null, null)
            .expect(200)
            .data();

    assertEquals(3_600, made.path("expiresIn").asLong());
    assertEquals("files.read", made.path("scopes").path(0).asText());
    assertTrue(canAsk(bearer(made.path("accessToken").asText()), "files.read"));
  }

  @Test
  void keepsFractionsOfSecondsInTokenLifetime() {
    String path = "/admin/agents/" + tenant.agent("Exact", List.of("files.read"), List.of()).id();

    for (Object wrong : List.of(1.5, 0.9, 0, -1)) {
      ApiClient.Answer refusal = tenant.admin().post(path + "/token", Map.of("expiresIn", wrong));
      assertEquals("invalid_request", refusal.expect(400).body().path("code").asText());
    }
    JsonNode made = tenant.admin().post(path + "/token", Map.of("expiresIn", 90)).data();
    assertEquals(90, made.path("expiresIn").asLong());
  }

  @Test
  void reportsMissingCardAsDocumented() {
    String bare = tenant.agent("Cardless", List.of("files.read"), List.of()).id();

    for (String id : List.of(bare, "agt_nobody")) {
      ApiClient.Answer none = tenant.admin().get("/agents/" + id + "/agent-card");
      assertEquals("not_found", none.expect(404).body().path("code").asText());
    }
  }

  @Test
  void limitsTokenToTheAgentsCurrentPermissions() {
    TestTenant.Agent agent =
        tenant.agent("Narrowed", List.of("files.read", "files.write"), List.of());
    String token = agent.token();
    assertEquals("files.read files.write", introspected(agent, token).path("scope").asText());

    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of("files.read")))
        .expect(200);

    JsonNode left = introspected(agent, token);
    assertTrue(left.path("active").asBoolean(), left.toString());
    assertEquals("files.read", left.path("scope").asText());
    assertFalse(canAsk(bearer(token), "files.write"));
  }

  private static JsonNode introspected(TestTenant.Agent agent, String token) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body();
  }

  @Test
  void refusesRegistrationByAgentWithoutTheCapability() {
    ApiClient agent = tenant.agent("Plain", List.of("files.read"), List.of()).authenticated();

    assertEquals(403, agent.post("/agents/register", Map.of("name", "Sub")).status());
  }

  @Test
  void narrowsLiveTokensWithTheBlueprint() {
    JsonNode blueprint =
        admin(
                "/blueprints",
                Map.of("name", "Clerk", "capabilities", List.of("files.read", "files.write")))
            .expect(201)
            .data();
    String id = blueprint.path("id").asText();
    JsonNode made = register(Map.of("name", "Clerk 1", "blueprintId", id));
    TestTenant.Agent agent =
        new TestTenant.Agent(
            made.path("id").asText(),
            made.path("clientId").asText(),
            made.path("clientSecret").asText(),
            tenant.admin());
    ApiClient asAgent = agent.authenticated();
    assertTrue(canAsk(asAgent, "files.write"));

    tenant
        .admin()
        .patch("/admin/agents/blueprints/" + id, Map.of("capabilities", List.of("files.read")))
        .expect(200);

    assertFalse(canAsk(asAgent, "files.write"));
    assertTrue(canAsk(asAgent, "files.read"));
  }

  @Test
  void reportsRemainingBudgetOnceALimitIsExhausted() {
    TestTenant.Agent agent = tenant.agent("Spender", List.of("files.read"), List.of());
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/budget", Map.of("max_tokens_per_day", 100))
        .expect(200);
    ApiClient asAgent = agent.authenticated();
    Map<String, Object> report = Map.of("tokens", 60, "idempotency_key", "run-1");
    asAgent.post("/agents/me/usage", report).expect(200);
    asAgent.post("/agents/me/usage", report).expect(200);

    JsonNode me = asAgent.get("/agents/me").expect(200).body();
    assertEquals(40, me.path("budget_policy").path("remaining").path("tokens").asInt());

    ApiClient.Answer refusal = asAgent.post("/agents/me/usage", Map.of("tokens", 41));
    assertEquals(429, refusal.status());
    assertEquals("budget_exceeded", refusal.body().path("code").asText());
    assertEquals(0, refusal.body().path("details").path("remaining").asInt());
    assertTrue(refusal.response().headers().firstValue("Retry-After").isPresent());
    for (Object tokens : List.of(1.5, "1", new BigInteger("18446744073709551616"))) {
      asAgent.post("/agents/me/usage", Map.of("tokens", tokens)).expect(422);
    }
    asAgent.post("/agents/me/usage", Map.of("tokens", 1, "model", 5)).expect(422);
    assertEquals(
        101,
        asAgent
            .get("/agents/me/budget")
            .expect(200)
            .body()
            .at("/budget_policy/tokens_used_today")
            .asInt(),
        "invalid reports are not counted");
  }

  /** Usage is reported in model tokens or dollars, so the refused request is a call. */
  @Test
  void refusesEveryCallOnceABudgetIsExhausted() {
    Map<String, Object> spent = Map.of("max_tokens_per_day", 100, "max_cost_per_month_usd", 1);
    for (String used : List.of("tokens", "cost_usd")) {
      TestTenant.Agent agent = tenant.agent("Spent", List.of("files.read"), List.of());
      tenant.admin().put("/admin/agents/" + agent.id() + "/budget", spent).expect(200);
      ApiClient asAgent = agent.authenticated();
      assertTrue(canAsk(asAgent, "files.read"));

      asAgent.post("/agents/me/usage", Map.of(used, 101)).expect(429);

      ApiClient.Answer refusal = asAgent.post("/agents/ask", Map.of("action", "files.read"));
      assertEquals(429, refusal.status(), refusal::toString);
      assertEquals("budget_exceeded", refusal.body().path("code").asText());
      admin("/" + agent.id() + "/budget/reset", Map.of()).expect(200);
      assertTrue(canAsk(asAgent, "files.read"));
    }
  }

  @Test
  void refusesChangeOfABudgetThatLimitsTheCallingAgent() {
    List<String> able = List.of("agents.read", "agents.write", "agents.register");
    String blueprint =
        admin("/blueprints", Map.of("name", "Spender", "capabilities", able))
            .expect(201)
            .data()
            .path("id")
            .asText();
    JsonNode made =
        register(
            Map.of("name", "Above", "blueprintId", blueprint, "roles", List.of("tenant_admin")));
    ApiClient above = agent(made.path("id"), made.path("clientId"), made.path("clientSecret"));
    JsonNode sub =
        above
            .post("/agents/register", Map.of("name", "Under", "capabilities", able))
            .expect(200)
            .body();
    ApiClient under = agent(sub.path("agent_id"), sub.path("client_id"), sub.path("client_secret"));
    Map<String, Object> lots = Map.of("max_tokens_per_day", 1_000_000);
    String ofBlueprint = "/admin/agents/blueprints/" + blueprint + "/budget";
    String ofAbove = "/admin/agents/" + made.path("id").asText() + "/budget";
    String ofUnder = "/admin/agents/" + sub.path("agent_id").asText() + "/budget";
    TestTenant.Agent other = tenant.agent("Another", List.of(), List.of());

    for (ApiClient agent : List.of(above, under)) {
      agent.put("/admin/agents/" + other.id() + "/budget", lots).expect(200);
      for (String path : List.of(ofBlueprint, ofAbove)) {
        assertRefusedByOwnBudget(agent.put(path, lots));
        assertRefusedByOwnBudget(agent.delete(path));
      }
      assertRefusedByOwnBudget(agent.post(ofAbove + "/reset", Map.of()));
    }
    assertRefusedByOwnBudget(under.put(ofUnder, lots));
    above.put(ofUnder, lots).expect(200);
  }

  private static ApiClient agent(JsonNode id, JsonNode clientId, JsonNode secret) {
    return new TestTenant.Agent(id.asText(), clientId.asText(), secret.asText(), tenant.admin())
        .authenticated();
  }

  private static void assertRefusedByOwnBudget(ApiClient.Answer answer) {
    String why = answer.expect(403).body().path("message").asText();
    assertTrue(why.startsWith("An agent cannot change a budget that limits it"), answer::toString);
  }

  @Test
  void chargesSubAgentUsageToItsParentEvenBeyondTheLimit() {
    TestTenant.Agent parent =
        tenant.agent("Payer", List.of("files.read", "agents.register"), List.of());
    JsonNode made =
        parent
            .authenticated()
            .post("/agents/register", Map.of("name", "Below", "capabilities", List.of()))
            .expect(200)
            .body();
    ApiClient below =
        new TestTenant.Agent(
                made.path("agent_id").asText(),
                made.path("client_id").asText(),
                made.path("client_secret").asText(),
                tenant.admin())
            .authenticated();
    below.post("/agents/me/usage", Map.of("tokens", 7)).expect(200);
    tenant
        .admin()
        .put("/admin/agents/" + parent.id() + "/budget", Map.of("max_tokens_per_day", 100))
        .expect(200);

    for (int i = 0; i < 2; i++) {
      ApiClient.Answer refusal = below.post("/agents/me/usage", Map.of("tokens", 150));
      assertEquals(429, refusal.status(), refusal::toString);
      assertTrue(refusal.body().path("details").path("recorded").asBoolean(), refusal::toString);
    }

    JsonNode budget =
        parent.authenticated().get("/agents/me/budget").expect(200).body().path("budget_policy");
    assertEquals(307, budget.path("tokens_used_today").asInt());
    assertEquals(0, budget.path("remaining").path("tokens").asInt());
    assertEquals(
        429, parent.authenticated().post("/agents/ask", Map.of("action", "files.read")).status());
  }

  @Test
  void signsCardsAndDetectsModifiedCards() throws Exception {
    TestTenant.Agent agent = tenant.agent("Writer", List.of("files.read"), List.of());
    tenant
        .admin()
        .put(
            "/admin/agents/" + agent.id() + "/card", Map.of("url", "https://agent.example.com/a2a"))
        .expect(200);
    JsonNode card =
        new ApiClient(tenant.admin().base(), Map.of())
            .get("/agents/" + agent.id() + "/agent-card")
            .expect(200)
            .body();

    JsonNode good = tenant.admin().post("/agents/agent-card/verify", card).expect(200).body();
    assertTrue(good.path("valid").asBoolean(), good::toString);
    ObjectNode changed = card.deepCopy();
    changed.put("url", "https://evil.example.com/a2a");
    JsonNode bad = tenant.admin().post("/agents/agent-card/verify", changed).expect(200).body();
    assertFalse(bad.path("valid").asBoolean(), bad::toString);
    assertTrue(
        bad.toString().contains("The signature was not created by this tenant"), bad::toString);
    assertTrue(hasValidSignature(card), "by another reader of RFC 7515 and RFC 8785");
    assertFalse(hasValidSignature(changed));
  }

  /** Verifies a card with nothing but the published keys. */
  private static boolean hasValidSignature(JsonNode card) throws Exception {
    ObjectNode unsigned = card.deepCopy();
    JsonNode signature = unsigned.remove("signatures").path(0);
    // Without fractions and characters to be escaped, sorted and compact is RFC 8785.
    String canonical =
        JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writeValueAsString(ApiClient.JSON.convertValue(unsigned, Map.class));
    JWSObject jws =
        new JWSObject(
            new Base64URL(signature.path("protected").asText()),
            new Payload(canonical),
            new Base64URL(signature.path("signature").asText()));
    String published = tenant.admin().get("/.well-known/jwks.json").expect(200).text();
    JWK key = JWKSet.parse(published).getKeyByKeyId(jws.getHeader().getKeyID());
    return jws.verify(new ECDSAVerifier(key.toECKey()));
  }

  private static boolean canAsk(ApiClient agent, String action) {
    return agent
        .post("/agents/ask", Map.of("action", action))
        .expect(200)
        .body()
        .path("allowed")
        .asBoolean();
  }

  private static JsonNode register(Map<String, Object> agent) {
    return tenant.admin().post("/admin/agents", agent).expect(201).data();
  }

  private static ApiClient.Answer admin(String path, Map<String, Object> body) {
    return tenant.admin().post("/admin/agents" + path, body);
  }

  private static ApiClient withKey(String key) {
    return new ApiClient(tenant.admin().base(), Map.of("X-API-Key", key));
  }

  private static ApiClient bearer(String token) {
    return new ApiClient(tenant.admin().base(), Map.of("Authorization", "Bearer " + token));
  }

  private static void assertRefusedByAddress(ApiClient.Answer answer) {
    assertEquals(403, answer.status(), answer::toString);
    assertEquals(
        "The agent is not allowed to act from this address. An administrator can add it to allowedIps.",
        answer.body().path("message").asText(),
        answer::toString);
  }
}
