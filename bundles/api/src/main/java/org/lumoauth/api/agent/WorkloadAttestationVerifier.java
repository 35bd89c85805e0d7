/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Optional;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Authenticates agents by the attestations of their platforms, using the trust rules of an agent
 * and its blueprint.
 */
@ProviderType
public interface WorkloadAttestationVerifier {

  /**
   * An agent authenticated by its platform.
   *
   * @param agent the agent; whether it may act is for the gate to decide
   * @param identity the workload that runs the agent
   */
  record AttestedAgent(Agent agent, WorkloadIdentity identity) {}

  /**
   * Verifies that a workload is an agent.
   *
   * @param clientId the client of the agent that the workload claims to be
   * @param attestation the attestation issued by the platform
   * @param provider the only accepted attestation provider; empty means any
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected}, the same for an
   *     unknown agent and for an invalid attestation; 503 {@code module_unavailable} without an
   *     agent registry, {@code temporarily_unavailable} if no rule trusts the attestation and one
   *     of the rules cannot be evaluated now
   */
  AttestedAgent verify(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider);

  /**
   * Returns whether a verified attestation is still valid under the stored rules. Call it after a
   * token was issued and before the token is returned: if a rule is deleted, disabled or narrowed
   * after that, the token is revoked too.
   */
  default boolean isStillValid(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    return true;
  }
}
