/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.PlatformTokenSamples;
import org.lumoauth.itests.http.fixture.StubAwsSts;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.SpiffeTrustDomain;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Tokens shaped as those of each platform, by issuers that the test starts, and forged ones, on the
 * real distribution.
 */
@ExtendWith(DefaultServerExtension.class)
class WorkloadPlatformsIT {
  private static final SpiffeTrustDomain ONE = new SpiffeTrustDomain(TestJwtSigner.es256("svid-1"));
  private static final SpiffeTrustDomain TWO = new SpiffeTrustDomain(TestJwtSigner.es256("svid-2"));

  private static final Map<String, String> SIGNED_REQUEST =
      Map.of("subject_token_type", "urn:lumoauth:params:oauth:token-type:signed-request");

  private static TestServer server;
  private static StubSite site;
  private static StubAwsSts sts;
  private TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) {
    server = shared;
    site = sharedSite;
    sts = new StubAwsSts(site);
    site.show(SpiffeTrustDomain.BUNDLE, ONE.bundle());
    site.show("/spiffe/two.json", TWO.bundle());
  }

  @BeforeEach
  void create() throws IOException {
    tenant = TestTenant.create(server);
  }

  @TestFactory
  Stream<DynamicTest> acceptsConfiguredWorkloadOfEachPlatform() {
    return each(
        tokens -> {
          var platform = new StubWorkloadPlatform(site);
          WorkloadAgent agent = tokens.registerTrustedAgent(tenant, platform);

          JsonNode body =
              agent.attest(platform.sign(tokens.claims(tenant, platform))).expect(200).body();

          assertEquals(tokens.provider(), body.at("/identity/provider").asText());
          assertEquals(platform.issuer(), body.at("/identity/issuer").asText());
          assertTrue(agent.isAccepted(body.path("access_token").asText()));
          agent
              .exchange(tokens.provider(), platform.sign(tokens.claims(tenant, platform)), Map.of())
              .expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesOtherWorkloadsOfEachPlatform() {
    return each(
        tokens -> {
          var platform = new StubWorkloadPlatform(site);
          WorkloadAgent agent = tokens.registerTrustedAgent(tenant, platform);
          tokens
              .others()
              .forEach(
                  (what, other) -> {
                    Map<String, Object> claims = tokens.claims(tenant, platform);
                    claims.putAll(other);
                    WorkloadAgent.assertRejected(what, agent.attest(platform.sign(claims)));
                  });
          agent.attest(platform.sign(tokens.claims(tenant, platform))).expect(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesForgedTokensOfEachPlatform() {
    return each(
        tokens -> {
          var platform = new StubWorkloadPlatform(site);
          ForgedTokenSamples.all(platform, site, tokens.claims(tenant, platform))
              .forEach(
                  (what, token) ->
                      WorkloadAgent.assertRejected(
                          what, tokens.registerTrustedAgent(tenant, platform).attest(token)));
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesAnotherInstallationOfEachPlatform() {
    return each(
        tokens -> {
          WorkloadAgent agent = tokens.registerTrustedAgent(tenant, new StubWorkloadPlatform(site));
          var other = new StubWorkloadPlatform(site);

          WorkloadAgent.assertRejected(
              "another installation", agent.attest(other.sign(tokens.claims(tenant, other))));
        });
  }

  @Test
  void acceptsJwtSvid() {
    WorkloadAgent agent = spiffe();

    JsonNode body = agent.attest(ONE.svid(tenant, Map.of())).expect(200).body();

    assertEquals(SpiffeTrustDomain.ID, body.at("/identity/subject").asText());
    assertEquals("spiffe://one.example", body.at("/identity/issuer").asText());
    assertExchanged(agent, agent.exchange("spiffe", ONE.svid(tenant, Map.of()), Map.of()));
  }

  @Test
  void acceptsJwtSvidAsRepeatableClientAssertion() {
    WorkloadAgent agent = spiffe();
    String svid = ONE.svid(tenant, Map.of());

    JsonNode body = agent.assertion(svid).expect(200).body();

    assertTrue(agent.isAccepted(body.path("access_token").asText()));
    agent.assertion(svid).expect(200);
  }

  @Test
  void refusesForgedJwtSvids() {
    Map<String, String> forged = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    String other = "spiffe://two.example/ns/prod/sa/reporter";
    forged.put("another workload", ONE.svid(tenant, Map.of("sub", SpiffeTrustDomain.ID + "/x")));
    forged.put("another trust domain", TWO.svid(tenant, Map.of("sub", other)));
    forged.put("the key of another trust domain", TWO.svid(tenant, Map.of()));
    forged.put("another's audience", ONE.svid(tenant, Map.of("aud", "https://other.example")));
    forged.put(
        "another's audience too",
        ONE.svid(tenant, Map.of("aud", List.of(tenant.admin().base(), "https://other.example"))));
    forged.put("expired", ONE.svid(tenant, Map.of("exp", now - 60)));
    forged.put("unsigned", TestJwtSigner.unsigned(SpiffeTrustDomain.claims(tenant, Map.of())));
    forged.put(
        "a bundle of its own",
        TWO.key()
            .sign(
                Map.of("kid", "svid-2", "jku", site.address("/spiffe/two.json")),
                SpiffeTrustDomain.claims(tenant, Map.of())));

    forged.forEach(
        (what, svid) -> {
          WorkloadAgent agent = spiffe();
          WorkloadAgent.assertRejected(what, agent.attest(svid));
          WorkloadAgent.assertFailed(what, agent.exchange("spiffe", svid, Map.of()));
          ApiClient.Answer answer = agent.assertion(svid);
          assertEquals(401, answer.status(), what);
          assertEquals("invalid_client", answer.body().path("error").asText(), what);
        });
  }

  @Test
  void revokesClientAssertionTokensWithTheTrust() {
    WorkloadAgent agent = WorkloadAgent.register(tenant, Map.of());
    String rule = agent.trust("spiffe", Map.of("spiffeIds", List.of(SpiffeTrustDomain.ID)));
    String token =
        agent
            .assertion(ONE.svid(tenant, Map.of()))
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    tenant.admin().delete(rule).expect(200);

    assertFalse(agent.isAccepted(token));
  }

  @Test
  void refusesUnconfiguredTrustDomain() {
    WorkloadAgent agent = WorkloadAgent.register(tenant, Map.of());

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
  void acceptsAwsRoleSignature() {
    WorkloadAgent agent = aws();

    JsonNode body = agent.attest(signed(tenant.admin().base(), Instant.now())).expect(200).body();

    assertEquals(StubAwsSts.ROLE, body.at("/identity/subject").asText());
    assertTrue(agent.isAccepted(body.path("access_token").asText()));
    String request = signed(tenant.admin().base(), Instant.now());
    assertExchanged(agent, agent.exchange("aws", request, SIGNED_REQUEST));
    ApiClient.Answer otherwise = agent.exchange("aws", request, Map.of()); // it is no JWT
    assertEquals("invalid_request", otherwise.expect(400).body().path("error").asText());
  }

  @Test
  void refusesAwsSignatureForAnotherServer() {
    String server = tenant.admin().base();
    Map<String, String> unbound = sts.headers(server, Instant.now());
    unbound.remove("x-lumoauth-server-id");
    Map<String, Object> elsewhere = sts.signed(sts.headers(server, Instant.now()));
    elsewhere.put("url", site.address("/evil"));
    Map<String, Object> away = sts.signed(sts.headers(server, Instant.now()));
    away.put("url", "https://sts.evil.example/");
    int before = sts.receivedSignatures().size();

    Map.of(
            "another server", signed("https://other.example", Instant.now()),
            "no server", StubWorkloadPlatform.json(sts.signed(unbound)),
            "too old", signed(server, Instant.now().minusSeconds(400)),
            "in the future", signed(server, Instant.now().plusSeconds(400)),
            "another path", StubWorkloadPlatform.json(elsewhere),
            "another host", StubWorkloadPlatform.json(away))
        .forEach(
            (what, request) -> {
              WorkloadAgent agent = aws();
              WorkloadAgent.assertRejected(what, agent.attest(request));
              WorkloadAgent.assertFailed(what, agent.exchange("aws", request, SIGNED_REQUEST));
            });

    assertEquals(before, sts.receivedSignatures().size(), "nobody was asked");
  }

  @Test
  void refusesServerHeaderAddedAfterSigning() {
    Map<String, String> headers = sts.headers("https://other.example", Instant.now());
    Map<String, Object> request = sts.signed(headers);
    String changed =
        StubWorkloadPlatform.json(request).replace("https://other.example", tenant.admin().base());

    WorkloadAgent.assertRejected("a changed header", aws().attest(changed));
    WorkloadAgent.assertFailed("the same", aws().exchange("aws", changed, SIGNED_REQUEST));
  }

  private static void assertExchanged(WorkloadAgent agent, ApiClient.Answer answer) {
    assertTrue(agent.isAccepted(answer.expect(200).body().path("access_token").asText()));
  }

  /** Each in a tenant of its own: failures are counted by tenant, too. */
  private Stream<DynamicTest> each(Consumer<PlatformTokenSamples> test) {
    return PlatformTokenSamples.ALL.stream()
        .map(
            tokens ->
                DynamicTest.dynamicTest(
                    tokens.provider(),
                    () -> {
                      create();
                      test.accept(tokens);
                    }));
  }

  private WorkloadAgent spiffe() {
    WorkloadAgent agent = WorkloadAgent.register(tenant, Map.of());
    agent.trust("spiffe", Map.of("spiffeIds", List.of(SpiffeTrustDomain.ID)));
    return agent;
  }

  private WorkloadAgent aws() {
    WorkloadAgent agent = WorkloadAgent.register(tenant, Map.of());
    agent.trust("aws", Map.of("roleArns", List.of(StubAwsSts.ROLE)));
    return agent;
  }

  private static String signed(String server, Instant when) {
    return StubWorkloadPlatform.json(sts.signed(sts.headers(server, when)));
  }
}
