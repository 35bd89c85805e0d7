package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** What every {@link WorkloadIdentityProvider} does. */
public abstract class WorkloadIdentityProviderContract {

  /** The provider. */
  protected abstract WorkloadIdentityProvider provider();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A trust rule. */
  protected abstract Map<String, Object> trust();

  /** An attestation that the rule trusts. */
  protected abstract String attestation();

  /** The workload that it attests. */
  protected abstract String subject();

  /** An attestation of this provider's form that the rule does not trust. */
  protected abstract String forged();

  @Test
  void knowsTheWorkload() {
    var identity = provider().verify(tenant(), attestation(), trust()).orElseThrow();

    assertEquals(subject(), identity.subject());
    assertFalse(identity.provider().isBlank());
    assertFalse(identity.issuer().isBlank());
  }

  @Test
  void leavesToOthersWhatIsNotOfThisProvider() {
    assertEquals(Optional.empty(), provider().verify(tenant(), "not an attestation", trust()));
    assertEquals(Optional.empty(), provider().verify(tenant(), "", trust()));
  }

  @Test
  void refusesWhatTheRuleDoesNotTrust() {
    assertRejected(forged(), trust());
  }

  @Test
  void trustsNothingWithoutARule() {
    assertRejected(attestation(), Map.of());
  }

  @Test
  void refusesAnAttestationThatWasCutShort() {
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
