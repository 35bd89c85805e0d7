/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Verifies JWTs that platforms issue to their workloads. Shared by the {@link
 * WorkloadIdentityProvider}s of such platforms. Keys come only from the issuer that the rule names
 * (OpenID Connect Discovery) or from the rule itself.
 */
@ProviderType
public interface WorkloadTokenVerifier {

  /** The {@code iss} of the tokens, an https URL, compared byte for byte. */
  String ISSUER = "issuer";

  /**
   * The accepted values of {@code aud}, a list of strings; defaults to the tenant's issuer. A token
   * that names any other audience is rejected.
   */
  String AUDIENCES = "audiences";

  /** The accepted values of {@code sub}, a list of strings. */
  String SUBJECTS = "subjects";

  /**
   * Conditions on further claims: an object with claim names, or JSON Pointers (RFC 6901) into
   * claims, as names. Each value is a string, an integer, a boolean, or a list of these.
   */
  String CONDITIONS = "conditions";

  /** The issuer's keys by value, a JWK Set, if they cannot be fetched. */
  String JWKS = "jwks";

  /** The address of the issuer's keys, if its metadata cannot be fetched. */
  String JWKS_URI = "jwksUri";

  /** The accepted JWS algorithms, a list of strings; defaults to the asymmetric ones. */
  String ALGORITHMS = "algorithms";

  /** The maximum time until {@code exp}, in seconds; defaults to one day. */
  String MAX_LIFETIME = "maxLifetimeSeconds";

  /** The members that every such rule may have. */
  Set<String> MEMBERS =
      Set.of(ISSUER, AUDIENCES, SUBJECTS, CONDITIONS, JWKS, JWKS_URI, ALGORITHMS, MAX_LIFETIME);

  /**
   * A verified token that a trust rule accepts.
   *
   * @param issuer {@code iss}
   * @param subject {@code sub}
   * @param audienceGeneric whether it was issued for an audience other than this server
   * @param claims all claims of the token
   */
  record VerifiedWorkloadToken(
      String issuer, String subject, boolean audienceGeneric, Map<String, Object> claims) {
    @Override
    public String toString() {
      return "Attested[" + issuer + " " + subject + "]";
    }
  }

  /**
   * The rule members that are specific to a platform, besides {@link #MEMBERS}. Each is a string or
   * a list of strings, and the claim must equal one of them.
   *
   * @param issuer the single issuer of the platform, if a rule need not name one
   * @param claims the claim that each member is compared with: a name or a JSON Pointer
   * @param required the members that a rule must have before it trusts any token
   */
  record WorkloadClaimMapping(
      Optional<String> issuer, Map<String, String> claims, Set<String> required) {

    /** A mapping without platform-specific members. */
    public static final WorkloadClaimMapping NONE =
        new WorkloadClaimMapping(Optional.empty(), Map.of(), Set.of());

    public WorkloadClaimMapping {
      claims = Map.copyOf(claims);
      required = Set.copyOf(required);
    }
  }

  /**
   * Validates a rule before it is stored.
   *
   * @return the rule to store, with its issuer
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming a member that is
   *     unknown, invalid or missing
   */
  Map<String, Object> check(
      TenantContext tenant, Map<String, Object> trust, WorkloadClaimMapping mapping);

  /**
   * Verifies a token against a rule: signature, type, issuer, audience, times, subject, conditions,
   * and the platform-specific members.
   *
   * @return empty if the text is not a JWT
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected} if the token is
   *     invalid; 503 {@code temporarily_unavailable} if the issuer's keys cannot be fetched now
   */
  Optional<VerifiedWorkloadToken> verify(
      TenantContext tenant, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping);
}
