/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.testkit.JwtWorkloadIdentityProviderContract;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.agent.WorkloadTokenVerifier;

class GcpWorkloadIdentityProviderTest extends JwtWorkloadIdentityProviderContract {

  @Override
  protected WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens) {
    return new GcpWorkloadIdentityProvider(tokens);
  }

  @Override
  protected Map<String, Object> rule() {
    return Map.of(
        "issuer",
        "https://accounts.google.com",
        "serviceAccount",
        "reporter@acme-prod.iam.gserviceaccount.com",
        "project",
        "acme-prod");
  }

  /** As the platform makes them. */
  @Override
  protected Map<String, Object> platformClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://accounts.google.com");
    claims.put("azp", "107517467455664443765");
    claims.put("sub", "107517467455664443765");
    claims.put("email", "reporter@acme-prod.iam.gserviceaccount.com");
    claims.put("email_verified", true);
    claims.put(
        "google",
        Map.of(
            "compute_engine",
            Map.of(
                "project_id", "acme-prod",
                "project_number", 739419398126L,
                "zone", "us-west1-a",
                "instance_id", "152986662232938449",
                "instance_name", "report-1")));
    return claims;
  }

  @Override
  protected String subject() {
    return "reporter@acme-prod.iam.gserviceaccount.com";
  }

  @Override
  protected String forged() {
    return signed(with("aud", "https://other.example"));
  }

  @Test
  void validatesRuleWithServiceAccount() {
    assertEquals("https://accounts.google.com", provider().check(ACME, trust()).get("issuer"));
    assertInvalid("serviceAccount", null);
    assertInvalid("serviceAccount", "somebody@gmail.com");
    assertInvalid("serviceAccount", "a@b.gserviceaccount.com.evil.example");
  }

  @Test
  void returnsServiceAccountId() {
    assertEquals(
        new WorkloadIdentity(
            "gcp",
            subject(),
            "https://accounts.google.com",
            Map.of("audience_generic", false, "id", "107517467455664443765")),
        provider().verify(ACME, attestation(), trust()).orElseThrow());
  }

  @Test
  void rejectsOtherServiceAccount() {
    assertRejected(
        "the claim email is not", with("email", "other@acme-prod.iam.gserviceaccount.com"));
  }

  @Test
  void rejectsUnverifiedEmail() {
    assertRejected(THE_TOKEN_HOLDS, with("email_verified", false));
    assertRejected(THE_TOKEN_HOLDS, with("email_verified", "true"));
  }

  @Test
  void rejectsUserAccount() {
    Map<String, Object> trust = trust();
    trust.put("serviceAccount", "somebody@gmail.com");

    assertRejected(THE_TOKEN_HOLDS, with("email", "somebody@gmail.com"), trust);
  }

  @Test
  void rejectsOtherProject() {
    Map<String, Object> claims =
        with("google", Map.of("compute_engine", Map.of("project_id", "acme-stage")));

    assertRejected("the claim /google/compute_engine/project_id is not", claims);
    claims.remove("google");
    assertRejected("the claim /google/compute_engine/project_id is not", claims);
  }
}
