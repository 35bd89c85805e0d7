package org.lumoauth.api.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tokens that platforms issue to their workloads as JWTs: what a {@link WorkloadIdentityProvider}
 * of such a platform has in common with the others. Keys come from the issuer that the rule names
 * and from nowhere else (OpenID Connect Discovery), or from the rule itself.
 */
@ProviderType
public interface WorkloadTokenVerifier {

  /** {@code iss} of the tokens, an https URL, compared byte for byte. */
  String ISSUER = "issuer";

  /**
   * What {@code aud} may name, a list of texts; without it the tenant's issuer. A token that names
   * another audience beside them is refused.
   */
  String AUDIENCES = "audiences";

  /** What {@code sub} may be, a list of texts. */
  String SUBJECTS = "subjects";

  /**
   * What further claims must be: an object whose names are claims, or JSON Pointers (RFC 6901) into
   * them, and whose values are a text, a whole number, true or false, or a list of these.
   */
  String CONDITIONS = "conditions";

  /** The issuer's keys by value, a JWK Set, where they can't be fetched. */
  String JWKS = "jwks";

  /** The address of the issuer's keys, where its metadata can't be fetched. */
  String JWKS_URI = "jwksUri";

  /** JWS algorithms, a list of texts; without it the asymmetric ones. */
  String ALGORITHMS = "algorithms";

  /** How far ahead {@code exp} may be, in seconds; without it a day. */
  String MAX_LIFETIME = "maxLifetimeSeconds";

  /** The members that every such rule may have. */
  Set<String> MEMBERS =
      Set.of(ISSUER, AUDIENCES, SUBJECTS, CONDITIONS, JWKS, JWKS_URI, ALGORITHMS, MAX_LIFETIME);

  /**
   * A token that the rule trusts.
   *
   * @param issuer {@code iss}
   * @param subject {@code sub}
   * @param audienceGeneric whether it was made for another audience than this server's own
   * @param claims all that it says
   */
  record VerifiedWorkloadToken(
      String issuer, String subject, boolean audienceGeneric, Map<String, Object> claims) {
    @Override
    public String toString() {
      return "Attested[" + issuer + " " + subject + "]";
    }
  }

  /**
   * How a platform calls what its rules are about: members of its own beside {@link #MEMBERS}. Each
   * is a text or a list of texts, and the claim has to be one of them.
   *
   * @param issuer the one issuer of the platform, where a rule needs not name one
   * @param claims by member, the claim that it is held against: a name, or a JSON Pointer
   * @param required the members without which a rule trusts nobody
   */
  record WorkloadClaimMapping(
      Optional<String> issuer, Map<String, String> claims, Set<String> required) {

    /** No members of its own. */
    public static final WorkloadClaimMapping NONE =
        new WorkloadClaimMapping(Optional.empty(), Map.of(), Set.of());

    public WorkloadClaimMapping {
      claims = Map.copyOf(claims);
      required = Set.copyOf(required);
    }
  }

  /**
   * Checks a rule before it is kept.
   *
   * @return the rule as it is to be kept, with its issuer
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} that names a member that
   *     is unknown, wrong or missing
   */
  Map<String, Object> check(
      TenantContext tenant, Map<String, Object> trust, WorkloadClaimMapping mapping);

  /**
   * Verifies a token by a rule: signature, type, issuer, audience, times, subject, conditions, and
   * the platform's own members.
   *
   * @return empty if it is no JWT at all
   * @throws org.lumoauth.api.web.ApiException 401 {@code attestation_rejected} if it does not hold;
   *     503 {@code temporarily_unavailable} if the issuer's keys can't be had now
   */
  Optional<VerifiedWorkloadToken> verify(
      TenantContext tenant, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping);
}
