package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.Workload.READ;
import static org.lumoauth.itests.http.Workload.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents that get tokens for what their platform says of them, on the real distribution. */
@ExtendWith(Shared.class)
class WorkloadIT {
  private static Server server;
  private static Site site;
  private Tenant tenant;
  private Platform platform;
  private Workload agent;

  @BeforeAll
  static void start(Server shared, Site sharedSite) {
    server = shared;
    site = sharedSite;
  }

  @BeforeEach
  void register() throws IOException {
    tenant = Tenant.create(server);
    platform = new Platform(site);
    agent = Workload.register(tenant, Map.of());
  }

  @Test
  void theDocumentationWorksAsItIsWritten() throws IOException {
    DocExamples.run(
        "integrators/workload-identity.md",
        Map.of(
            "API", tenant.admin().base(),
            "ADMIN", tenant.key(),
            "ISSUER", platform.issuer(),
            "JOB", platform.sign(claims("job-7"))));
  }

  @Test
  void getsATokenForWhatThePlatformAttests() {
    agent.trust("oidc", trust());

    JsonNode body = agent.attest(platform.sign(claims("job-7"))).expect(200).body();
    JsonNode claims = Staff.claimsOf(body.path("access_token").asText());

    assertEquals("Bearer", body.path("token_type").asText());
    assertEquals(900, body.path("expires_in").asInt());
    assertEquals(READ + " " + WRITE, body.path("scope").asText());
    assertEquals("oidc", body.at("/identity/provider").asText());
    assertEquals("job-7", body.at("/identity/subject").asText());
    assertEquals(platform.issuer(), body.at("/identity/issuer").asText());
    assertFalse(body.at("/identity/audience_generic").asBoolean());
    assertEquals(agent.id(), claims.path("sub").asText());
    assertEquals("job-7", claims.at("/workload/subject").asText());
    assertTrue(agent.admits(body.path("access_token").asText()));
  }

  @Test
  void saysThatAnAudienceIsNotThisServersOwn() {
    Map<String, Object> trust = trust();
    trust.put("audiences", List.of("https://any.example"));
    agent.trust("oidc", trust);
    Map<String, Object> claims = claims("job-7");
    claims.put("aud", "https://any.example");

    JsonNode body = agent.attest(platform.sign(claims)).expect(200).body();

    assertTrue(body.at("/identity/audience_generic").asBoolean());
  }

  @Test
  void getsATokenByExchange() {
    agent.trust("oidc", trust());

    JsonNode body =
        agent
            .exchange("oidc", platform.sign(claims("job-7")), Map.of("scope", READ))
            .expect(200)
            .body();

    assertEquals(READ, body.path("scope").asText());
    assertEquals(
        "urn:ietf:params:oauth:token-type:access_token", body.path("issued_token_type").asText());
    assertTrue(agent.admits(body.path("access_token").asText()));
  }

  @Test
  void refusesEveryForgedToken() {
    agent.trust("oidc", trust());
    String good = platform.sign(claims("job-7"));
    agent.attest(good).expect(200);

    Forged.all(platform, site, claims("job-7"))
        .forEach(
            (name, token) -> {
              var one = Workload.register(tenant, Map.of()); // failures lock what they are of
              one.trust("oidc", trust());
              one.attest(good).expect(200);
              assertRejected(name, one.attest(token));
              assertFailed(name, one.exchange("oidc", token, Map.of()));
            });
  }

  @Test
  void refusesAnotherWorkloadOfTheSameIssuer() {
    agent.trust("oidc", trust());

    assertRejected("another subject", agent.attest(platform.sign(claims("job-8"))));
    assertRejected("a subject that begins so", agent.attest(platform.sign(claims("job-77"))));
  }

  @Test
  void refusesWhereAConditionDoesNotHold() {
    Map<String, Object> trust = trust();
    trust.remove("subjects");
    trust.put("conditions", Map.of("team", List.of("blue", "red"), "/run/attempt", 1));
    agent.trust("oidc", trust);
    Map<String, Object> claims = claims("any");
    claims.put("team", "red");
    claims.put("run", Map.of("attempt", 1));

    agent.attest(platform.sign(claims)).expect(200);
    claims.put("team", List.of("red"));
    assertRejected("a list", agent.attest(platform.sign(claims)));
    claims.put("team", "green");
    assertRejected("another team", agent.attest(platform.sign(claims)));
    claims.put("team", "blue");
    claims.put("run", Map.of("attempt", "1"));
    assertRejected("a text for a number", agent.attest(platform.sign(claims)));
    claims.remove("run");
    assertRejected("nothing", agent.attest(platform.sign(claims)));
  }

  @Test
  void refusesTheTokenOfAnotherPlatformThatSaysThatItIsThisOne() {
    agent.trust("oidc", trust());
    var other = new Platform(site);

    assertRejected("another's key", agent.attest(other.sign(claims("job-7"))));
  }

  @Test
  void refusesMetadataOfAnotherIssuer() {
    var other = new Platform(site);
    Map<String, Object> trust = trust();
    String mirror = site.address("/mirror-" + agent.id());
    site.show(
        "/mirror-" + agent.id() + "/.well-known/openid-configuration",
        Platform.json(Map.of("issuer", other.issuer(), "jwks_uri", other.jwksUri())));
    trust.put("issuer", mirror);
    agent.trust("oidc", trust);
    Map<String, Object> claims = other.claims(tenant.admin().base());
    claims.put("iss", mirror);
    claims.put("sub", "job-7");

    assertRejected("metadata of another", agent.attest(other.sign(claims)));
  }

  @Test
  void refusesNothingWhileTheKeysCannotBeHadAndCountsNoAttempt() {
    String silent = site.address("/silent-" + agent.id());
    Map<String, Object> trust = trust();
    trust.put("issuer", silent);
    agent.trust("oidc", trust);
    agent.trust("oidc", trust());
    Map<String, Object> claims = claims("job-7");
    claims.put("iss", silent);
    String token = platform.sign(claims);

    for (int i = 0; i < 20; i++) {
      assertComeAgain(agent.attest(token));
      assertComeAgain(agent.exchange("oidc", token, Map.of()));
    }
    agent.attest(platform.sign(claims("job-7"))).expect(200);
    agent.exchange("oidc", platform.sign(claims("job-7")), Map.of()).expect(200);
  }

  private static void assertComeAgain(Api.Answer answer) {
    assertEquals("temporarily_unavailable", answer.expect(503).body().path("error").asText());
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void takesAKeyThatThePlatformRotatedTo() {
    agent.trust("oidc", trust());
    Map<String, Object> byValue = trust();
    byValue.put("jwks", Map.of("keys", List.of(platform.key().jwk())));
    var pinned = Workload.register(tenant, Map.of());
    pinned.trust("oidc", byValue);
    pinned.attest(platform.sign(claims("job-7"))).expect(200);

    platform.rotate("key-2");

    agent.attest(platform.sign(claims("job-7"))).expect(200);
    assertRejected("not a pinned key", pinned.attest(platform.sign(claims("job-7"))));
  }

  @Test
  void tellsNothingOfAgents() {
    agent.trust("oidc", trust());
    String good = platform.sign(claims("job-7"));
    var another = Workload.register(tenant, Map.of());
    Tenant.Agent withSecret = tenant.agent("Secret", List.of(READ), List.of());
    JsonNode expected = agent.attest(platform.sign(claims("job-8"))).expect(401).body();

    for (String id : List.of("agt_00000000000000000000000000", another.id(), withSecret.id())) {
      Api.Answer answer =
          agent.nobody().post("/agents/" + id + "/attest", Map.of("attestation_token", good));
      assertEquals(401, answer.status());
      assertEquals(expected.path("message"), answer.body().path("message"), id);
      assertEquals("attestation_rejected", answer.body().path("error").asText());
    }
  }

  @Test
  void keepsTenantsApart() throws IOException {
    agent.trust("oidc", trust());
    Tenant other = Tenant.create(server);
    Api.Answer answer =
        new Api(other.admin().base(), Map.of())
            .post(
                "/agents/" + agent.id() + "/attest",
                Map.of("attestation_token", platform.sign(claims("job-7"))));

    assertRejected("another tenant", answer);
    other.admin().get(agent.rules()).expect(404);
  }

  @Test
  void neverPermitsMoreThanTheAgentIsCapableOf() {
    agent.trust("oidc", trust());
    String good = platform.sign(claims("job-7"));

    Api.Answer wider = agent.exchange("oidc", good, Map.of("scope", READ + " users.write"));
    assertEquals("invalid_scope", wider.expect(400).body().path("error").asText());

    String token = agent.token(good);
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of(READ)))
        .expect(200);
    assertEquals(READ, Staff.claimsOf(agent.token(good)).path("scope").asText());
    assertTrue(agent.admits(token));
  }

  @Test
  void endsTheTokensWithTheTrust() {
    String rule = agent.trust("oidc", trust());
    String good = platform.sign(claims("job-7"));
    String first = agent.token(good);

    tenant.admin().patch(rule, Map.of("name", "Another name")).expect(200);
    assertTrue(agent.admits(first));
    tenant.admin().patch(rule, Map.of("enabled", false)).expect(200);
    assertFalse(agent.admits(first));
    assertRejected("a rule that is off", agent.attest(good));

    tenant.admin().patch(rule, Map.of("enabled", true)).expect(200);
    String second = agent.token(good);
    tenant.admin().delete(rule).expect(200);
    assertFalse(agent.admits(second));
    assertRejected("no rule", agent.attest(good));
  }

  @Test
  void givesNothingToAnAgentThatIsStopped() {
    agent.trust("oidc", trust());
    String good = platform.sign(claims("job-7"));
    String token = agent.token(good);

    tenant.admin().post("/admin/agents/" + agent.id() + "/suspend", Map.of()).expect(200);

    assertFalse(agent.admits(token));
    assertRejected("suspended", agent.attest(good));
    assertEquals(401, agent.exchange("oidc", good, Map.of()).status());
    tenant.admin().post("/admin/agents/" + agent.id() + "/activate", Map.of()).expect(200);
    agent.attest(good).expect(200);
  }

  @Test
  void givesNothingToAnAddressThatTheAgentMayNotActFrom() {
    agent.trust("oidc", trust());
    tenant
        .admin()
        .patch("/admin/agents/" + agent.id(), Map.of("allowedIps", List.of("192.0.2.0/24")))
        .expect(200);

    Api.Answer answer = agent.attest(platform.sign(claims("job-7")));

    assertEquals("access_policy_denied", answer.expect(403).body().path("error").asText());
  }

  @Test
  void letsInstancesInheritTheTrustOfTheirBlueprintAndNarrowIt() {
    String blueprint = blueprint();
    Map<String, Object> both = trust();
    both.put("subjects", List.of("job-7", "job-8"));
    tenant
        .admin()
        .post(
            "/admin/agents/blueprints/" + blueprint + "/trust-rules",
            Map.of("provider", "oidc", "trust", both))
        .expect(201);
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    String token = instance.token(platform.sign(claims("job-8")));

    Map<String, Object> wider = trust();
    wider.put("subjects", List.of("job-7", "job-9"));
    instance.trust("oidc", wider);

    instance.attest(platform.sign(claims("job-7"))).expect(200);
    assertRejected("not the instance's", instance.attest(platform.sign(claims("job-8"))));
    assertRejected("not the blueprint's", instance.attest(platform.sign(claims("job-9"))));
    assertFalse(instance.admits(token), "got by what is no longer trusted");
  }

  @Test
  void keepsTheLastRuleOfABlueprintThatNarrowsAnInstance() {
    String rules = "/admin/agents/blueprints/" + blueprint() + "/trust-rules";
    String blueprint = rules.split("/")[4];
    JsonNode rule =
        tenant.admin().post(rules, Map.of("provider", "oidc", "trust", trust())).expect(201).data();
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    Map<String, Object> other = trust();
    other.put("subjects", List.of("job-9"));
    instance.trust("oidc", other);

    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(409);

    assertRejected("not the blueprint's", instance.attest(platform.sign(claims("job-9"))));
  }

  @Test
  void endsTheTokensOfInstancesWithTheTrustInTheirBlueprint() {
    String blueprint = blueprint();
    String rules = "/admin/agents/blueprints/" + blueprint + "/trust-rules";
    JsonNode rule =
        tenant.admin().post(rules, Map.of("provider", "oidc", "trust", trust())).expect(201).data();
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    String token = instance.token(platform.sign(claims("job-7")));

    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(200);

    assertFalse(instance.admits(token));
  }

  @Test
  void removesTheRulesOfABlueprintWithIt() {
    String blueprint = "/admin/agents/blueprints/" + blueprint();
    String rules = blueprint + "/trust-rules";
    JsonNode rule =
        tenant.admin().post(rules, Map.of("provider", "oidc", "trust", trust())).expect(201).data();

    tenant.admin().delete(blueprint).expect(200);

    // The rules of a holder that is gone can be removed, where they outlive it.
    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(404);
  }

  @Test
  void refusesRulesThatTrustEverybodyOrNobody() {
    Api admin = tenant.admin();
    for (Map<String, Object> trust :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("issuer", platform.issuer()),
            Map.of("issuer", platform.issuer(), "conditions", Map.of()),
            Map.of("issuer", platform.issuer(), "subjects", List.of()),
            Map.of("issuer", tenant.admin().base(), "subjects", List.of("a")),
            Map.of("issuer", "http://platform.example", "subjects", List.of("a")),
            Map.of("issuer", "https://u@platform.example", "subjects", List.of("a")),
            Map.of("issuer", platform.issuer(), "subjects", List.of("a"), "subject", "b"),
            Map.of(
                "issuer",
                platform.issuer(),
                "subjects",
                List.of("a"),
                "algorithms",
                List.of("HS256")),
            Map.of(
                "issuer",
                platform.issuer(),
                "subjects",
                List.of("a"),
                "jwksUri",
                "file:///etc/passwd"))) {
      Api.Answer answer = admin.post(agent.rules(), Map.of("provider", "oidc", "trust", trust));
      assertEquals("validation_error", answer.expect(422).body().path("error").asText());
    }
    admin.post(agent.rules(), Map.of("provider", "moon", "trust", trust())).expect(422);
    admin.post(agent.rules(), Map.of("provider", "oidc", "trust", trust(), "x", 1)).expect(422);
  }

  @Test
  void givesNobodyPowerByATrustThatTheyDoNotHave() {
    var mighty = Workload.register(tenant, Map.of("capabilities", List.of("users.write")));
    Tenant.Agent manager =
        tenant.agent("Manager", List.of("agents.read", "agents.write"), List.of("tenant_admin"));

    Api.Answer answer =
        manager.authenticated().post(mighty.rules(), Map.of("provider", "oidc", "trust", trust()));

    assertEquals(403, answer.status(), answer.toString());
  }

  @Test
  void answersRequestsThatAreWrong() {
    Api nobody = agent.nobody();
    String path = "/agents/" + agent.id() + "/attest";

    assertEquals("missing_attestation_token", error(400, nobody.post(path, Map.of())));
    assertEquals(
        "missing_attestation_token", error(400, nobody.post(path, Map.of("attestation_token", 1))));
    for (String noObject : List.of("[]", "null", "1")) {
      assertEquals(
          "invalid_json",
          error(400, nobody.send("POST", path, "application/json", noObject.getBytes())),
          noObject);
    }
    assertEquals(
        "invalid_json", error(400, nobody.send("POST", path, "application/json", "{".getBytes())));
    assertEquals(
        "validation_error",
        error(422, nobody.post(path, Map.of("attestation_token", "x", "scope", "y"))));
    assertEquals(
        "unsupported_token_type",
        error(
            400,
            agent.exchange(
                "oidc",
                "x",
                Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:foo"))));
    assertEquals(
        "invalid_target",
        error(
            400, agent.exchange("oidc", trusted(), Map.of("audience", "https://another.example"))));
  }

  @Test
  void slowsDownWhoeverTriesOneTokenAfterTheOther() {
    agent.trust("oidc", trust());
    Api.Answer answer = agent.attest(platform.sign(claims("job-99")));
    for (int i = 0; i < 100 && answer.status() == 401; i++) {
      answer = agent.attest(platform.sign(claims("job-" + (100 + i))));
    }

    assertEquals(429, answer.status());
    assertEquals("rate_limit_exceeded", answer.body().path("error").asText(), answer.toString());
  }

  private String trusted() {
    agent.trust("oidc", trust());
    return platform.sign(claims("job-7"));
  }

  private static String error(int status, Api.Answer answer) {
    return answer.expect(status).body().path("error").asText();
  }

  private Map<String, Object> trust() {
    return new TreeMap<>(Map.of("issuer", platform.issuer(), "subjects", List.of("job-7")));
  }

  private Map<String, Object> claims(String subject) {
    Map<String, Object> claims = platform.claims(tenant.admin().base());
    claims.put("sub", subject);
    return claims;
  }

  private String blueprint() {
    return tenant
        .admin()
        .post("/admin/agents/blueprints", Map.of("name", "Job", "capabilities", List.of(READ)))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  static void assertRejected(String what, Api.Answer answer) {
    assertEquals(401, answer.status(), what + ": " + answer);
    assertEquals("attestation_rejected", answer.body().path("error").asText(), what);
  }

  static void assertFailed(String what, Api.Answer answer) {
    assertEquals(401, answer.status(), what + ": " + answer);
    assertEquals("workload_identity_failed", answer.body().path("error").asText(), what);
  }
}
