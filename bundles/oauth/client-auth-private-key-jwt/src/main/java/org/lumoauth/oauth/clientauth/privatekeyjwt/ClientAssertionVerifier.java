/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.privatekeyjwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Verifies client assertions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</a>
 */
final class ClientAssertionVerifier {

  /** The {@code token_endpoint_auth_signing_alg_values_supported}. */
  static final List<String> ALGORITHMS =
      List.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Set<String> TYPES = Set.of("", "jwt", "client-authentication+jwt");
  private static final String KIND = "client-assertion";
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int MAX_ID = 512;

  private final ForeignJwtVerifier jwts;
  private final ClientKeyProvider keys;
  private final ShortLivedRecordStore store;

  ClientAssertionVerifier(
      ForeignJwtVerifier jwts, ClientKeyProvider keys, ShortLivedRecordStore store) {
    this.jwts = jwts;
    this.keys = keys;
    this.store = store;
  }

  /** Returns the client that an assertion claims, unverified. */
  Optional<String> claimedClientId(String assertion) {
    return jwts.unverifiedClaims(assertion)
        .map(claims -> claims.get("sub"))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /**
   * Verifies an assertion and marks it as used.
   *
   * @param endpoint the URL of the request
   * @throws InvalidTokenException if the assertion is invalid, expired, already used or not
   *     intended for this endpoint
   */
  void verify(TenantContext tenant, Client client, String assertion, String endpoint)
      throws InvalidTokenException {
    Set<String> audience =
        Stream.of(tenant.issuer(), tenant.issuer() + "/oauth/token", endpoint)
            .flatMap(url -> tenant.urlVariants(url).stream())
            .collect(Collectors.toSet());
    var expected =
        new JwtExpectation(
            TYPES,
            algorithms(client),
            Optional.of(client.clientId()), // point 1: iss
            audience,
            Set.of("sub", "jti"),
            Optional.empty(),
            Optional.of(LONGEST), // point 4: exp
            SKEW,
            false);
    var claims = jwts.verify(assertion, kid -> keys.find(tenant, client, kid), expected).claims();
    require(client.clientId().equals(claims.get("sub")), "sub is not the client ID"); // point 2
    require(onlyOurs(claims.get("aud"), audience), "aud must not contain other servers");
    requireFirstUse(tenant, client, claims);
  }

  /**
   * Requires that the audience contains only this server. Otherwise another server could forward
   * the assertion.
   */
  private static boolean onlyOurs(Object named, Set<String> audience) {
    return audience.containsAll(named instanceof Collection<?> several ? several : List.of(named));
  }

  /** Requires that {@code jti} was not used before (OpenID Connect Core section 9). */
  private void requireFirstUse(TenantContext tenant, Client client, Map<String, Object> claims)
      throws InvalidTokenException {
    require(
        claims.get("jti") instanceof String id && !id.isEmpty() && id.length() <= MAX_ID,
        "jti must be a string of 1 to 512 characters");
    Instant until = Instant.ofEpochSecond(((Number) claims.get("exp")).longValue() + 1).plus(SKEW);
    String key = client.clientId() + " " + claims.get("jti");
    require(store.add(tenant, KIND, key, Map.of(), until), "the assertion was already used");
  }

  private static Set<String> algorithms(Client client) {
    return client.metadata().get("token_endpoint_auth_signing_alg") instanceof String one
            && !one.isEmpty()
        ? Set.of(one)
        : Set.copyOf(ALGORITHMS);
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(otherwise, false);
    }
  }
}
