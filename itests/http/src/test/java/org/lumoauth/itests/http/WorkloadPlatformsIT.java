package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.testkit.builder.JwtSigner;

/**
 * Tokens shaped as those of each platform, by issuers that the test starts, and forged ones, on the
 * real distribution.
 */
@ExtendWith(Shared.class)
class WorkloadPlatformsIT {
  private static final JwtSigner ONE = JwtSigner.es256("svid-1");
  private static final JwtSigner TWO = JwtSigner.es256("svid-2");
  private static final String ID = "spiffe://one.example/ns/prod/sa/reporter";

  private static Server server;
  private static Site site;
  private static Sts sts;
  private Tenant tenant;

  @BeforeAll
  static void start(Server shared, Site sharedSite) {
    server = shared;
    site = sharedSite;
    sts = new Sts(site);
    site.show("/spiffe/one.json", bundle(ONE));
    site.show("/spiffe/two.json", bundle(TWO));
  }

  @BeforeEach
  void create() throws IOException {
    tenant = Tenant.create(server);
  }

  @TestFactory
  Stream<DynamicTest> trustsTheWorkloadOfThePlatform() {
    return each(
        tokens -> {
          var platform = new Platform(site);
          Workload agent = trusting(tokens, platform);

          JsonNode body = agent.attest(platform.sign(claims(tokens, platform))).expect(200).body();

          assertEquals(tokens.provider(), body.at("/identity/provider").asText());
          assertEquals(platform.issuer(), body.at("/identity/issuer").asText());
          assertTrue(agent.admits(body.path("access_token").asText()));
          agent
              .exchange(tokens.provider(), platform.sign(claims(tokens, platform)), Map.of())
              .expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesOtherWorkloadsOfThePlatform() {
    return each(
        tokens -> {
          var platform = new Platform(site);
          Workload agent = trusting(tokens, platform);
          tokens
              .others()
              .forEach(
                  (what, other) -> {
                    Map<String, Object> claims = claims(tokens, platform);
                    claims.putAll(other);
                    Workload.assertRejected(what, agent.attest(platform.sign(claims)));
                  });
          agent.attest(platform.sign(claims(tokens, platform))).expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesForgedTokensOfThePlatform() {
    return each(
        tokens -> {
          var platform = new Platform(site);
          Forged.all(platform, site, claims(tokens, platform))
              .forEach(
                  (what, token) ->
                      Workload.assertRejected(what, trusting(tokens, platform).attest(token)));
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesAnotherInstallationOfThePlatform() {
    return each(
        tokens -> {
          Workload agent = trusting(tokens, new Platform(site));
          var other = new Platform(site);

          Workload.assertRejected(
              "another installation", agent.attest(other.sign(claims(tokens, other))));
        });
  }

  @Test
  void trustsAnSvid() {
    Workload agent = spiffe();

    JsonNode body = agent.attest(svid(ONE, Map.of())).expect(200).body();

    assertEquals(ID, body.at("/identity/subject").asText());
    assertEquals("spiffe://one.example", body.at("/identity/issuer").asText());
  }

  @Test
  void takesAnSvidAsAClientAssertionAndAgain() {
    Workload agent = spiffe();
    String svid = svid(ONE, Map.of());

    JsonNode body = agent.assertion(svid).expect(200).body();

    assertTrue(agent.admits(body.path("access_token").asText()));
    agent.assertion(svid).expect(200);
  }

  @Test
  void refusesSvidsThatAreForged() {
    Map<String, String> forged = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    String other = "spiffe://two.example/ns/prod/sa/reporter";
    forged.put("another workload", svid(ONE, Map.of("sub", ID + "/x")));
    forged.put("another trust domain", svid(TWO, Map.of("sub", other)));
    forged.put("the key of another trust domain", svid(TWO, Map.of()));
    forged.put("another's audience", svid(ONE, Map.of("aud", "https://other.example")));
    forged.put(
        "another's audience too",
        svid(ONE, Map.of("aud", List.of(tenant.admin().base(), "https://other.example"))));
    forged.put("expired", svid(ONE, Map.of("exp", now - 60)));
    forged.put("unsigned", JwtSigner.unsigned(claims(Map.of())));
    forged.put(
        "a bundle of its own",
        TWO.sign(
            Map.of("kid", "svid-2", "jku", site.address("/spiffe/two.json")), claims(Map.of())));

    forged.forEach(
        (what, svid) -> {
          Workload agent = spiffe();
          Workload.assertRejected(what, agent.attest(svid));
          Api.Answer answer = agent.assertion(svid);
          assertEquals(401, answer.status(), what);
          assertEquals("invalid_client", answer.body().path("error").asText(), what);
        });
  }

  @Test
  void endsWhatAClientAssertionGotWithTheTrust() {
    Workload agent = Workload.register(tenant, Map.of());
    String rule = agent.trust("spiffe", Map.of("spiffeIds", List.of(ID)));
    String token =
        agent.assertion(svid(ONE, Map.of())).expect(200).body().path("access_token").asText();

    tenant.admin().delete(rule).expect(200);

    assertFalse(agent.admits(token));
  }

  @Test
  void knowsNoTrustDomainThatTheOperatorDoesNot() {
    Workload agent = Workload.register(tenant, Map.of());

    tenant
        .admin()
        .post(
            agent.rules(),
            Map.of(
                "provider",
                "spiffe",
                "trust",
                Map.of("spiffeIds", List.of("spiffe://unknown.example/a"))))
        .expect(422);
  }

  @Test
  void trustsARoleThatSignsForThisServer() {
    Workload agent = aws();

    JsonNode body = agent.attest(signed(tenant.admin().base(), Instant.now())).expect(200).body();

    assertEquals(Sts.ROLE, body.at("/identity/subject").asText());
    assertTrue(agent.admits(body.path("access_token").asText()));
  }

  @Test
  void refusesRequestsThatWereSignedForAnotherServerOrSentElsewhere() {
    String server = tenant.admin().base();
    Map<String, String> unbound = sts.headers(server, Instant.now());
    unbound.remove("x-lumoauth-server-id");
    Map<String, Object> elsewhere = sts.signed(sts.headers(server, Instant.now()));
    elsewhere.put("url", site.address("/evil"));
    Map<String, Object> away = sts.signed(sts.headers(server, Instant.now()));
    away.put("url", "https://sts.evil.example/");
    int before = sts.asked().size();

    Map.of(
            "another server", signed("https://other.example", Instant.now()),
            "no server", Platform.json(sts.signed(unbound)),
            "too old", signed(server, Instant.now().minusSeconds(400)),
            "in the future", signed(server, Instant.now().plusSeconds(400)),
            "another path", Platform.json(elsewhere),
            "another host", Platform.json(away))
        .forEach((what, request) -> Workload.assertRejected(what, aws().attest(request)));

    assertEquals(before, sts.asked().size(), "nobody was asked");
  }

  @Test
  void refusesAServerThatIsPutInAfterSigning() {
    Map<String, String> headers = sts.headers("https://other.example", Instant.now());
    Map<String, Object> request = sts.signed(headers);
    String changed = Platform.json(request).replace("https://other.example", tenant.admin().base());

    Workload.assertRejected("a changed header", aws().attest(changed));
  }

  /** Each in a tenant of its own: failures are counted by tenant, too. */
  private Stream<DynamicTest> each(Consumer<PlatformTokens> test) {
    return PlatformTokens.ALL.stream()
        .map(
            tokens ->
                DynamicTest.dynamicTest(
                    tokens.provider(),
                    () -> {
                      create();
                      test.accept(tokens);
                    }));
  }

  private Workload trusting(PlatformTokens tokens, Platform platform) {
    Map<String, Object> trust = new LinkedHashMap<>(tokens.trust());
    trust.put("issuer", platform.issuer());
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust(tokens.provider(), trust);
    return agent;
  }

  private Map<String, Object> claims(PlatformTokens tokens, Platform platform) {
    Map<String, Object> claims = platform.claims(tenant.admin().base());
    claims.putAll(tokens.claims());
    return claims;
  }

  private Workload spiffe() {
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust("spiffe", Map.of("spiffeIds", List.of(ID)));
    return agent;
  }

  private Workload aws() {
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust("aws", Map.of("roleArns", List.of(Sts.ROLE)));
    return agent;
  }

  private static String signed(String server, Instant when) {
    return Platform.json(sts.signed(sts.headers(server, when)));
  }

  private String svid(JwtSigner key, Map<String, Object> more) {
    return key.sign(Map.of("kid", key.kid(), "typ", "JWT"), claims(more));
  }

  /** As an agent of SPIRE makes them: neither iss nor jti. */
  private Map<String, Object> claims(Map<String, Object> more) {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    claims.put("sub", ID);
    claims.put("aud", List.of(tenant.admin().base()));
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.putAll(more);
    return claims;
  }

  /** As a bundle endpoint shows it: keys for certificates are there too. */
  private static String bundle(JwtSigner key) {
    Map<String, Object> jwt = new LinkedHashMap<>(key.jwk());
    jwt.put("use", "jwt-svid");
    Map<String, Object> certificate = new LinkedHashMap<>(JwtSigner.es256("").material());
    certificate.put("use", "x509-svid");
    return Platform.json(
        Map.of("keys", List.of(certificate, jwt), "spiffe_sequence", 7, "spiffe_refresh_hint", 60));
  }
}
