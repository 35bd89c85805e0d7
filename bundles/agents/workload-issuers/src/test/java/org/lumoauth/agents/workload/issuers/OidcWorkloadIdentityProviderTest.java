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

class OidcWorkloadIdentityProviderTest extends JwtWorkloadIdentityProviderContract {

  @Override
  protected WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens) {
    return new OidcWorkloadIdentityProvider(tokens);
  }

  @Override
  protected Map<String, Object> rule() {
    return Map.of("issuer", "https://jobs.example", "subjects", List.of("job-7"));
  }

  /** As the platform makes them. */
  @Override
  protected Map<String, Object> platformClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://jobs.example");
    claims.put("sub", "job-7");
    return claims;
  }

  @Override
  protected String subject() {
    return "job-7";
  }

  @Override
  protected String forged() {
    return signed(with("sub", "job-8"));
  }

  @Test
  void validatesRuleWithIssuerAndSubjects() {
    assertEquals(trust(), provider().check(ACME, trust()));
    assertInvalid("subjects", null);
    assertInvalid("issuer", null);
    assertInvalid("namespace", "a");
  }

  @Test
  void returnsProviderIssuerAndAudienceKind() {
    assertEquals(
        new WorkloadIdentity(
            "oidc", "job-7", "https://jobs.example", Map.of("audience_generic", false)),
        provider().verify(ACME, attestation(), trust()).orElseThrow());
  }

  @Test
  void rejectsOtherSubject() {
    assertRejected("sub is not one of the rule's subjects", with("sub", "job-8"));
  }
}
