/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** The contract of every {@link WorkloadIdentityProvider}. */
public abstract class WorkloadIdentityProviderContract {

  /** Returns the provider under test. */
  protected abstract WorkloadIdentityProvider provider();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a trust rule. */
  protected abstract Map<String, Object> trust();

  /** Returns an attestation that the rule trusts. */
  protected abstract String attestation();

  /** Returns the attested workload. */
  protected abstract String subject();

  /** Returns an attestation in this provider's format that the rule does not trust. */
  protected abstract String forged();

  @Test
  void identifiesWorkload() {
    var identity = provider().verify(tenant(), attestation(), trust()).orElseThrow();

    assertEquals(subject(), identity.subject());
    assertFalse(identity.provider().isBlank());
    assertFalse(identity.issuer().isBlank());
  }

  @Test
  void ignoresAttestationOfOtherProviders() {
    assertEquals(Optional.empty(), provider().verify(tenant(), "not an attestation", trust()));
    assertEquals(Optional.empty(), provider().verify(tenant(), "", trust()));
  }

  @Test
  void rejectsAttestationThatTheTrustRuleExcludes() {
    assertRejected(forged(), trust());
  }

  @Test
  void rejectsEveryAttestationWithoutATrustRule() {
    assertRejected(attestation(), Map.of());
  }

  @Test
  void rejectsTruncatedAttestation() {
    var whole = attestation();
    assertRejected(whole.substring(0, whole.length() - 2), trust());
  }

  private void assertRejected(String attestation, Map<String, Object> trust) {
    var refusal =
        assertThrows(ApiException.class, () -> provider().verify(tenant(), attestation, trust));
    assertEquals(401, refusal.status());
    assertEquals("attestation_rejected", refusal.code());
  }
}
