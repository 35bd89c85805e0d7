package org.lumoauth.itests.http.workload;

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
import org.lumoauth.itests.http.fixture.Platform;
import org.lumoauth.itests.http.fixture.PlatformTokens;
import org.lumoauth.itests.http.fixture.Sts;
import org.lumoauth.itests.http.fixture.Workload;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Spire;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Tokens shaped as those of each platform, by issuers that the test starts, and forged ones, on the
 * real distribution.
 */
@ExtendWith(Shared.class)
class WorkloadPlatformsIT {
  private static final Spire ONE = new Spire(TestJwtSigner.es256("svid-1"));
  private static final Spire TWO = new Spire(TestJwtSigner.es256("svid-2"));

  private static final Map<String, String> SIGNED_REQUEST =
      Map.of("subject_token_type", "urn:lumoauth:params:oauth:token-type:signed-request");

  private static Server server;
  private static Site site;
  private static Sts sts;
  private Tenant tenant;

  @BeforeAll
  static void start(Server shared, Site sharedSite) {
    server = shared;
    site = sharedSite;
    sts = new Sts(site);
    site.show(Spire.BUNDLE, ONE.bundle());
    site.show("/spiffe/two.json", TWO.bundle());
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
          Workload agent = tokens.trusting(tenant, platform);

          JsonNode body =
              agent.attest(platform.sign(tokens.claims(tenant, platform))).expect(200).body();

          assertEquals(tokens.provider(), body.at("/identity/provider").asText());
          assertEquals(platform.issuer(), body.at("/identity/issuer").asText());
          assertTrue(agent.admits(body.path("access_token").asText()));
          agent
              .exchange(tokens.provider(), platform.sign(tokens.claims(tenant, platform)), Map.of())
              .expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesOtherWorkloadsOfThePlatform() {
    return each(
        tokens -> {
          var platform = new Platform(site);
          Workload agent = tokens.trusting(tenant, platform);
          tokens
              .others()
              .forEach(
                  (what, other) -> {
                    Map<String, Object> claims = tokens.claims(tenant, platform);
                    claims.putAll(other);
                    Workload.assertRejected(what, agent.attest(platform.sign(claims)));
                  });
          agent.attest(platform.sign(tokens.claims(tenant, platform))).expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesForgedTokensOfThePlatform() {
    return each(
        tokens -> {
          var platform = new Platform(site);
          Forged.all(platform, site, tokens.claims(tenant, platform))
              .forEach(
                  (what, token) ->
                      Workload.assertRejected(
                          what, tokens.trusting(tenant, platform).attest(token)));
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesAnotherInstallationOfThePlatform() {
    return each(
        tokens -> {
          Workload agent = tokens.trusting(tenant, new Platform(site));
          var other = new Platform(site);

          Workload.assertRejected(
              "another installation", agent.attest(other.sign(tokens.claims(tenant, other))));
        });
  }

  @Test
  void trustsAnSvid() {
    Workload agent = spiffe();

    JsonNode body = agent.attest(ONE.svid(tenant, Map.of())).expect(200).body();

    assertEquals(Spire.ID, body.at("/identity/subject").asText());
    assertEquals("spiffe://one.example", body.at("/identity/issuer").asText());
    assertExchanged(agent, agent.exchange("spiffe", ONE.svid(tenant, Map.of()), Map.of()));
  }

  @Test
  void takesAnSvidAsAClientAssertionAndAgain() {
    Workload agent = spiffe();
    String svid = ONE.svid(tenant, Map.of());

    JsonNode body = agent.assertion(svid).expect(200).body();

    assertTrue(agent.admits(body.path("access_token").asText()));
    agent.assertion(svid).expect(200);
  }

  @Test
  void refusesSvidsThatAreForged() {
    Map<String, String> forged = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    String other = "spiffe://two.example/ns/prod/sa/reporter";
    forged.put("another workload", ONE.svid(tenant, Map.of("sub", Spire.ID + "/x")));
    forged.put("another trust domain", TWO.svid(tenant, Map.of("sub", other)));
    forged.put("the key of another trust domain", TWO.svid(tenant, Map.of()));
    forged.put("another's audience", ONE.svid(tenant, Map.of("aud", "https://other.example")));
    forged.put(
        "another's audience too",
        ONE.svid(tenant, Map.of("aud", List.of(tenant.admin().base(), "https://other.example"))));
    forged.put("expired", ONE.svid(tenant, Map.of("exp", now - 60)));
    forged.put("unsigned", TestJwtSigner.unsigned(Spire.claims(tenant, Map.of())));
    forged.put(
        "a bundle of its own",
        TWO.key()
            .sign(
                Map.of("kid", "svid-2", "jku", site.address("/spiffe/two.json")),
                Spire.claims(tenant, Map.of())));

    forged.forEach(
        (what, svid) -> {
          Workload agent = spiffe();
          Workload.assertRejected(what, agent.attest(svid));
          Workload.assertFailed(what, agent.exchange("spiffe", svid, Map.of()));
          Api.Answer answer = agent.assertion(svid);
          assertEquals(401, answer.status(), what);
          assertEquals("invalid_client", answer.body().path("error").asText(), what);
        });
  }

  @Test
  void endsWhatAClientAssertionGotWithTheTrust() {
    Workload agent = Workload.register(tenant, Map.of());
    String rule = agent.trust("spiffe", Map.of("spiffeIds", List.of(Spire.ID)));
    String token =
        agent
            .assertion(ONE.svid(tenant, Map.of()))
            .expect(200)
            .body()
            .path("access_token")
            .asText();

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
    String request = signed(tenant.admin().base(), Instant.now());
    assertExchanged(agent, agent.exchange("aws", request, SIGNED_REQUEST));
    Api.Answer otherwise = agent.exchange("aws", request, Map.of()); // it is no JWT
    assertEquals("invalid_request", otherwise.expect(400).body().path("error").asText());
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
        .forEach(
            (what, request) -> {
              Workload agent = aws();
              Workload.assertRejected(what, agent.attest(request));
              Workload.assertFailed(what, agent.exchange("aws", request, SIGNED_REQUEST));
            });

    assertEquals(before, sts.asked().size(), "nobody was asked");
  }

  @Test
  void refusesAServerThatIsPutInAfterSigning() {
    Map<String, String> headers = sts.headers("https://other.example", Instant.now());
    Map<String, Object> request = sts.signed(headers);
    String changed = Platform.json(request).replace("https://other.example", tenant.admin().base());

    Workload.assertRejected("a changed header", aws().attest(changed));
    Workload.assertFailed("the same", aws().exchange("aws", changed, SIGNED_REQUEST));
  }

  private static void assertExchanged(Workload agent, Api.Answer answer) {
    assertTrue(agent.admits(answer.expect(200).body().path("access_token").asText()));
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

  private Workload spiffe() {
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust("spiffe", Map.of("spiffeIds", List.of(Spire.ID)));
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
}
