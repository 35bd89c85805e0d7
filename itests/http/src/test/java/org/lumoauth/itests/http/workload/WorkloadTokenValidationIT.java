/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.fixture.WorkloadTestBase;
import org.lumoauth.itests.http.support.ApiClient;

/** Validation of platform tokens that an agent presents. */
class WorkloadTokenValidationIT extends WorkloadTestBase {
  @Test
  void refusesEveryForgedToken() {
    agent.trust("oidc", job.trust());
    String good = job.sign("job-7");
    agent.attest(good).expect(200);

    ForgedTokenSamples.all(platform, site, job.claims("job-7"))
        .forEach(
            (name, token) -> {
              var one = WorkloadAgent.register(tenant, Map.of()); // failures lock what they are of
              one.trust("oidc", job.trust());
              one.attest(good).expect(200);
              WorkloadAgent.assertRejected(name, one.attest(token));
              WorkloadAgent.assertFailed(name, one.exchange("oidc", token, Map.of()));
            });
  }

  @Test
  void refusesAnotherWorkloadOfTheSameIssuer() {
    agent.trust("oidc", job.trust());

    WorkloadAgent.assertRejected("another subject", agent.attest(job.sign("job-8")));
    WorkloadAgent.assertRejected("a subject that begins so", agent.attest(job.sign("job-77")));
  }

  @Test
  void refusesTokenThatFailsACondition() {
    Map<String, Object> trust = job.trust();
    trust.remove("subjects");
    trust.put("conditions", Map.of("team", List.of("blue", "red"), "/run/attempt", 1));
    agent.trust("oidc", trust);
    Map<String, Object> claims = job.claims("any");
    claims.put("team", "red");
    claims.put("run", Map.of("attempt", 1));

    agent.attest(platform.sign(claims)).expect(200);
    claims.put("team", List.of("red"));
    WorkloadAgent.assertRejected("a list", agent.attest(platform.sign(claims)));
    claims.put("team", "green");
    WorkloadAgent.assertRejected("another team", agent.attest(platform.sign(claims)));
    claims.put("team", "blue");
    claims.put("run", Map.of("attempt", "1"));
    WorkloadAgent.assertRejected("a text for a number", agent.attest(platform.sign(claims)));
    claims.remove("run");
    WorkloadAgent.assertRejected("nothing", agent.attest(platform.sign(claims)));
  }

  @Test
  void refusesImpersonatedPlatform() {
    agent.trust("oidc", job.trust());
    var other = new StubWorkloadPlatform(site);

    WorkloadAgent.assertRejected("another's key", agent.attest(other.sign(job.claims("job-7"))));
  }

  @Test
  void refusesMetadataOfAnotherIssuer() {
    var other = new StubWorkloadPlatform(site);
    Map<String, Object> trust = job.trust();
    String mirror = site.address("/mirror-" + agent.id());
    site.show(
        "/mirror-" + agent.id() + "/.well-known/openid-configuration",
        StubWorkloadPlatform.json(Map.of("issuer", other.issuer(), "jwks_uri", other.jwksUri())));
    trust.put("issuer", mirror);
    agent.trust("oidc", trust);
    Map<String, Object> claims = other.claims(tenant.admin().base());
    claims.put("iss", mirror);
    claims.put("sub", "job-7");

    WorkloadAgent.assertRejected("metadata of another", agent.attest(other.sign(claims)));
  }

  @Test
  void reportsUnavailableKeysWithoutCountingAFailure() {
    String silent = site.address("/silent-" + agent.id());
    Map<String, Object> trust = job.trust();
    trust.put("issuer", silent);
    agent.trust("oidc", trust);
    agent.trust("oidc", job.trust());
    Map<String, Object> claims = job.claims("job-7");
    claims.put("iss", silent);
    String token = platform.sign(claims);

    for (int i = 0; i < 20; i++) {
      assertUnavailable(agent.attest(token));
      assertUnavailable(agent.exchange("oidc", token, Map.of()));
    }
    agent.attest(job.sign("job-7")).expect(200);
    agent.exchange("oidc", job.sign("job-7"), Map.of()).expect(200);
  }

  @Test
  void acceptsRotatedPlatformKey() {
    agent.trust("oidc", job.trust());
    Map<String, Object> byValue = job.trust();
    byValue.put("jwks", Map.of("keys", List.of(platform.key().jwk())));
    var pinned = WorkloadAgent.register(tenant, Map.of());
    pinned.trust("oidc", byValue);
    pinned.attest(job.sign("job-7")).expect(200);

    platform.rotate("key-2");

    agent.attest(job.sign("job-7")).expect(200);
    WorkloadAgent.assertRejected("not a pinned key", pinned.attest(job.sign("job-7")));
  }

  /** That it goes on by an old copy, for a while, is shown where a test sets the time. */
  @Test
  void cachesKeysAndReportsUnavailableIssuerForNewKey() {
    agent.trust("oidc", job.trust());
    agent.attest(job.sign("job-7")).expect(200);

    AtomicInteger asked = platform.makeUnavailable();

    agent.attest(job.sign("job-7")).expect(200);
    agent.exchange("oidc", job.sign("job-7"), Map.of()).expect(200);
    assertEquals(0, asked.get());
    platform.rotate("key-2");
    assertUnavailable(agent.attest(job.sign("job-7")));
    assertUnavailable(agent.exchange("oidc", job.sign("job-7"), Map.of()));
    assertTrue(asked.get() > 0);
  }

  private static void assertUnavailable(ApiClient.Answer answer) {
    assertEquals("temporarily_unavailable", answer.expect(503).body().path("error").asText());
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }
}
