/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a platform that issues trusted workload identities, such as Kubernetes service
 * accounts. Registered with {@code lumoauth.kind=workload-identity-provider} and {@code
 * lumoauth.name}.
 */
public interface WorkloadIdentityProvider {

  /**
   * Verifies an attestation against a trust rule.
   *
   * @param attestation the token or document that the workload presented
   * @param trust the trust rule: issuer, audience and further conditions, with the member names of
   *     the provider
   * @return the identity, or empty if the attestation does not belong to this provider
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected} if the attestation
   *     is invalid; 503 {@code temporarily_unavailable} if it cannot be verified now
   */
  Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust);

  /**
   * Validates the trust rule of an administrator before it is stored.
   *
   * @param trust the trust rule from the request
   * @return the rule to store
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming a member that is
   *     unknown, invalid or missing
   */
  default Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    return trust;
  }

  /**
   * The verified identity of a workload.
   *
   * @param provider the name of the provider
   * @param subject the workload, in the format of the provider
   * @param issuer the issuer of the attestation
   * @param attributes further attested values; {@link #AUDIENCE_GENERIC} if the attestation does
   *     not name this server
   */
  record WorkloadIdentity(
      String provider, String subject, String issuer, Map<String, Object> attributes) {

    /**
     * A boolean attribute: whether the attestation was issued for an audience other than this
     * server, so that another recipient with that audience could have forwarded it.
     */
    public static final String AUDIENCE_GENERIC = "audience_generic";

    public WorkloadIdentity {
      attributes = Map.copyOf(attributes);
    }
  }
}
