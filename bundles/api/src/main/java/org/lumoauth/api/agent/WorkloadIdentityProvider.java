package org.lumoauth.api.agent;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a platform whose workload identities are trusted, as Kubernetes service
 * accounts. Registered with {@code lumoauth.kind=workload-identity-provider} and {@code
 * lumoauth.name}.
 */
public interface WorkloadIdentityProvider {

  /**
   * Verifies an attestation against the trust that is configured.
   *
   * @param attestation the token or document that the workload presented
   * @param trust the trust rule: issuer, audience and further conditions, by the provider's own
   *     names
   * @return the identity, or empty if the attestation is not of this provider
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected} if it does not hold;
   *     503 {@code temporarily_unavailable} if that can't be found out now
   */
  Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust);

  /**
   * Checks what an administrator set before it is kept.
   *
   * @param trust the trust rule as it was sent
   * @return the rule as it is to be kept
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} that names a member that
   *     is unknown, wrong or missing
   */
  default Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    return trust;
  }

  /**
   * @param provider the provider's name
   * @param subject the workload, in the provider's own form
   * @param issuer who vouches for it
   * @param attributes what else was attested; {@link #AUDIENCE_GENERIC} where the attestation does
   *     not name this server
   */
  record WorkloadIdentity(
      String provider, String subject, String issuer, Map<String, Object> attributes) {

    /**
     * An attribute, true or false: whether the attestation was made for an audience that is not
     * this server's own, so that whoever else takes that audience could have passed it on.
     */
    public static final String AUDIENCE_GENERIC = "audience_generic";

    public WorkloadIdentity {
      attributes = Map.copyOf(attributes);
    }
  }
}
