/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.testkit.JwtWorkloadIdentityProviderContract;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.agent.WorkloadTokenVerifier;

class GithubWorkloadIdentityProviderTest extends JwtWorkloadIdentityProviderContract {

  @Override
  protected WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens) {
    return new GithubWorkloadIdentityProvider(tokens);
  }

  @Override
  protected Map<String, Object> rule() {
    return Map.of(
        "issuer",
        "https://token.actions.githubusercontent.com",
        "repositoryId",
        "74",
        "ref",
        "refs/heads/main");
  }

  /** As the platform makes them. */
  @Override
  protected Map<String, Object> platformClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
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
  protected String subject() {
    return "repo:acme/agents:ref:refs/heads/main";
  }

  @Override
  protected String forged() {
    return signed(with("repository_id", "75"));
  }

  @Test
  void validatesRuleWithRepositoryId() {
    assertEquals(
        "https://token.actions.githubusercontent.com",
        provider().check(ACME, trust()).get("issuer"));
    assertInvalid("repositoryId", null);
    assertInvalid("repo", "acme/agents");
  }

  @Test
  void returnsRepositoryBranchAndRun() {
    assertEquals(
        new WorkloadIdentity(
            "github",
            subject(),
            "https://token.actions.githubusercontent.com",
            Map.of(
                "audience_generic", false,
                "repository", "acme/agents",
                "ref", "refs/heads/main",
                "run_id", "30433642",
                "sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d")),
        provider().verify(ACME, attestation(), trust()).orElseThrow());
  }

  @Test
  void rejectsRecreatedRepositoryOfSameName() {
    assertRejected("the claim repository_id is not", with("repository_id", "999"));
  }

  @Test
  void rejectsOtherBranch() {
    assertRejected("the claim ref is not", with("ref", "refs/heads/feature"));
    assertRejected("the claim ref is not", with("ref", "refs/heads/main2"));
  }

  @Test
  void rejectsPullRequestEventsUnlessAllowedByRule() {
    for (String event : List.of("pull_request", "pull_request_target")) {
      assertRejected(THE_TOKEN_HOLDS, with("event_name", event));
    }
    Map<String, Object> trust = trust();
    trust.put("event", List.of("pull_request"));

    String jwt = signed(with("event_name", "pull_request"));
    assertEquals(subject(), provider().verify(ACME, jwt, trust).orElseThrow().subject());
    assertRejected("the claim event_name is not", with("event_name", "pull_request_target"), trust);
  }

  @Test
  void rejectsTokenOfOtherGithubServer() {
    assertRejected(
        "iss is not the rule's issuer",
        with("iss", "https://github.other.example/_services/token"));
  }

  @Test
  void rejectsRuleWithoutRepository() {
    assertRejected(
        THE_TOKEN_HOLDS,
        claims(),
        Map.of(
            "issuer", "https://token.actions.githubusercontent.com",
            "jwksUri", "https://keys.example/jwks"));
  }
}
