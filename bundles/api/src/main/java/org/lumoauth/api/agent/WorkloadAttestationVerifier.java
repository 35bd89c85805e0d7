package org.lumoauth.api.agent;

import java.util.Optional;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows agents by what their platforms attest: holds an attestation against the trust rules of an
 * agent and of its blueprint.
 */
@ProviderType
public interface WorkloadAttestationVerifier {

  /**
   * An agent for which its platform vouches.
   *
   * @param agent who; whether it may act is for the gate to say
   * @param identity the workload that it runs as
   */
  record AttestedAgent(Agent agent, WorkloadIdentity identity) {}

  /**
   * Verifies that a workload is an agent.
   *
   * @param clientId the client of the agent that it says it is
   * @param attestation what its platform gave it
   * @param provider the one provider by which it may be attested; empty means any
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected}, the same for an
   *     agent that is unknown and for whatever is wrong with the attestation; 503 {@code
   *     module_unavailable} without a registry of agents, {@code temporarily_unavailable} if no
   *     rule trusts it and one of them can't be asked now
   */
  AttestedAgent verify(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider);

  /**
   * Whether an attestation that was verified holds still, asked of the rules as they are kept. To
   * be asked once a token was made and before it is told: a rule that ends after the answer ends
   * the token too.
   */
  default boolean isStillValid(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    return true;
  }
}
