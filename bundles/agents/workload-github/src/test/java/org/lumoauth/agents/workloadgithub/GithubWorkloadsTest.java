package org.lumoauth.agents.workloadgithub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.token.IssuerKeys;
import org.lumoauth.agents.workload.token.IssuerTokens;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.contract.WorkloadIdentityProviderContract;

class GithubWorkloadsTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final JwtSigner KEY = JwtSigner.rs256("k1");

  private final GithubWorkloads provider =
      new GithubWorkloads(
          new IssuerTokens(
              new ForeignJwts(JcaProvider.fastest()),
              new IssuerKeys(
                  (tenant, address, kid) -> List.of(KEY.jwk()),
                  request -> {
                    throw new OutboundException("nobody is asked in this test", true);
                  }),
              new ForeignSignatures(JcaProvider.fastest())));

  @Override
  protected WorkloadIdentityProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> trust() {
    Map<String, Object> trust = new HashMap<>();
    trust.put("jwksUri", "https://keys.example/jwks");
    trust.put("issuer", "https://token.actions.githubusercontent.com");
    trust.put("repositoryId", "74");
    trust.put("ref", "refs/heads/main");
    return trust;
  }

  /** As the platform makes them. */
  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("iss", "https://token.actions.githubusercontent.com");
    claims.put("sub", "repo:acme/agents:ref:refs/heads/main");
    claims.put("repository", "acme/agents");
    claims.put("repository_id", "74");
    claims.put("repository_owner", "acme");
    claims.put("repository_owner_id", "65");
    claims.put("repository_visibility", "private");
    claims.put("ref", "refs/heads/main");
    claims.put("ref_type", "branch");
    claims.put("sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d");
    claims.put("actor", "octocat");
    claims.put("event_name", "push");
    claims.put("run_id", "30433642");
    claims.put("run_attempt", "1");
    claims.put("workflow", "nightly");
    claims.put("job_workflow_ref", "acme/agents/.github/workflows/nightly.yml@refs/heads/main");
    claims.put("runner_environment", "github-hosted");
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return "repo:acme/agents:ref:refs/heads/main";
  }

  @Override
  protected String forged() {
    return KEY.sign(with("repository_id", "75"));
  }

  @Test
  void keepsARuleThatNamesARepository() {
    assertEquals(
        "https://token.actions.githubusercontent.com", provider.check(ACME, trust()).get("issuer"));
    assertInvalid("repositoryId", null);
    assertInvalid("repo", "acme/agents");
  }

  @Test
  void refusesAnotherRepositoryOfThisName() {
    assertRejected(with("repository_id", "999"));
  }

  @Test
  void refusesAnotherBranch() {
    assertRejected(with("ref", "refs/heads/feature"));
    assertRejected(with("ref", "refs/heads/main2"));
  }

  @Test
  void refusesAPullRequestUnlessARuleNamesThatEvent() {
    for (String event : List.of("pull_request", "pull_request_target")) {
      assertRejected(with("event_name", event));
    }
    Map<String, Object> trust = trust();
    trust.put("event", List.of("pull_request"));

    String jwt = KEY.sign(with("event_name", "pull_request"));
    assertEquals(subject(), provider.verify(ACME, jwt, trust).orElseThrow().subject());
    assertRejected(with("event_name", "pull_request_target"), trust);
  }

  @Test
  void refusesAnotherServersJobs() {
    assertRejected(with("iss", "https://github.other.example/_services/token"));
  }

  @Test
  void trustsNoRepositoryByARuleThatNamesNone() {
    assertRejected(
        claims(),
        Map.of(
            "issuer", "https://token.actions.githubusercontent.com",
            "jwksUri", "https://keys.example/jwks"));
  }

  private void assertRejected(Map<String, Object> claims) {
    assertRejected(claims, trust());
  }

  private void assertRejected(Map<String, Object> claims, Map<String, Object> trust) {
    var refusal = assertThrows(Problem.class, () -> provider.verify(ACME, KEY.sign(claims), trust));
    assertEquals("attestation_rejected", refusal.code());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  private void assertInvalid(String name, Object value) {
    Map<String, Object> trust = trust();
    if (value == null) {
      trust.remove(name);
    } else {
      trust.put(name, value);
    }
    assertEquals(
        422, assertThrows(Problem.class, () -> provider.check(ACME, trust)).status(), name);
  }
}
