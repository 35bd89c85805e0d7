/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Verifies JWT-SVIDs.
 *
 * @see <a href="https://github.com/spiffe/spiffe/blob/main/standards/JWT-SVID.md">JWT-SVID</a>
 */
final class JwtSvidVerifier {

  /** Section 2.1. */
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

  /** Section 2.3. */
  private static final Set<String> TYPES = Set.of("", "jwt", "jose");

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration SKEW = Duration.ofSeconds(30);

  /**
   * A verified JWT-SVID.
   *
   * @param id the SPIFFE ID of the workload
   * @param audience {@code aud}
   */
  record JwtSvid(SpiffeId id, Set<String> audience) {}

  private final ForeignJwtVerifier jwts;
  private final SpiffeTrustDomainRegistry domains;

  JwtSvidVerifier(ForeignJwtVerifier jwts, SpiffeTrustDomainRegistry domains) {
    this.jwts = jwts;
    this.domains = domains;
  }

  /**
   * Returns the unverified SPIFFE ID of a JWT; the outer value is empty if the text is not a JWT.
   */
  Optional<Optional<SpiffeId>> readUnverifiedId(String text) {
    return jwts.unverifiedClaims(text)
        .map(
            claims ->
                claims.get("sub") instanceof String subject
                    ? SpiffeId.of(subject)
                    : Optional.empty());
  }

  /**
   * Verifies a JWT-SVID with the bundle of its own trust domain (section 4).
   *
   * @param id the SPIFFE ID that it claims
   * @param audiences the only values that {@code aud} may contain
   * @throws InvalidTokenException if it is invalid
   */
  JwtSvid verify(TenantContext tenant, String jwt, SpiffeId id, Set<String> audiences)
      throws InvalidTokenException {
    var expected =
        new JwtExpectation(
            TYPES,
            ALGORITHMS,
            Optional.empty(), // iss is not significant: the trust domain is in sub
            audiences,
            Set.of("sub", "exp"),
            Optional.empty(),
            Optional.of(LONGEST),
            SKEW,
            false);
    Map<String, Object> claims =
        jwts.verify(jwt, kid -> domains.keys(tenant, id.trustDomain(), kid), expected).claims();
    Collection<?> named =
        claims.get("aud") instanceof Collection<?> several ? several : List.of(claims.get("aud"));
    if (!id.text().equals(claims.get("sub")) || !audiences.containsAll(named)) {
      throw new InvalidTokenException("sub or aud does not have the expected value", false);
    }
    return new JwtSvid(id, Set.copyOf(named.stream().map(String::valueOf).toList()));
  }
}
