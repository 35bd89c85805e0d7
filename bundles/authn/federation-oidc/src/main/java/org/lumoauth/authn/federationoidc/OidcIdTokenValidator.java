/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Validates ID tokens.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
 *     Connect Core section 3.1.3.7</a>
 */
final class OidcIdTokenValidator {

  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration OLDEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(25);
  private static final int MAX_SUBJECT = 255;

  private final ForeignJwtVerifier jwts;
  private final RemoteKeySetClient sets;

  OidcIdTokenValidator(ForeignJwtVerifier jwts, RemoteKeySetClient sets) {
    this.jwts = jwts;
    this.sets = sets;
  }

  /**
   * Validates an ID token and returns its claims.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if the token is invalid; 503 if the provider's
   *     keys are unavailable
   */
  Map<String, Object> validate(
      TenantContext tenant,
      OidcProviderConnection connection,
      OidcProviderMetadata provider,
      OidcTokenResponse tokens,
      OidcLoginState memory) {
    var expected =
        new JwtExpectation(
            Set.of("", "jwt"),
            connection.algorithms(), // points 6 to 8
            Optional.of(connection.issuer()), // point 2
            Set.of(connection.clientId()), // point 3
            Set.of("sub", "nonce"),
            Optional.of(OLDEST), // point 10
            Optional.of(LONGEST), // point 9
            SKEW,
            false);
    try {
      var verified =
          jwts.verify(tokens.idToken(), kid -> sets.find(tenant, provider.keys(), kid), expected);
      var claims = verified.claims();
      requireForUs(claims, connection.clientId());
      requireSame(
          memory.nonce(), claims.get("nonce"), "nonce does not match the sign-in"); // point 11
      requireSubject(claims);
      requireDomain(claims, connection.parameters());
      requireHash(verified.header(), claims, tokens.accessToken());
      return claims;
    } catch (InvalidTokenException e) {
      throw OidcProviderErrorFactory.because("the ID token is invalid: " + e.getMessage());
    }
  }

  /** Points 4 and 5: with several audiences, {@code azp} is required and must be this client. */
  private static void requireForUs(Map<String, Object> claims, String clientId) {
    boolean several = claims.get("aud") instanceof Collection<?> all && all.size() > 1;
    Object party = claims.get("azp");
    require(party == null && !several || clientId.equals(party), "azp must be this client");
  }

  /** The {@code hd} request parameter is only a hint; the claim enforces the domain. */
  private static void requireDomain(Map<String, Object> claims, Map<String, String> asked) {
    var domain = asked.get("hd");
    require(
        domain == null || domain.equals(claims.get("hd")),
        "hd does not match the configured domain");
  }

  private static void requireSubject(Map<String, Object> claims) {
    require(
        claims.get("sub") instanceof String sub && !sub.isBlank() && sub.length() <= MAX_SUBJECT,
        "sub must be a string of 1 to 255 characters");
  }

  /** Section 3.1.3.8: checks that {@code at_hash} matches the access token. */
  private static void requireHash(
      Map<String, Object> header, Map<String, Object> claims, Optional<String> accessToken) {
    if (claims.get("at_hash") == null || accessToken.isEmpty()) {
      return;
    }
    byte[] hash =
        MessageDigests.of(
            hash(String.valueOf(header.get("alg"))),
            accessToken.get().getBytes(StandardCharsets.US_ASCII));
    var half =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    requireSame(half, claims.get("at_hash"), "at_hash does not match the access token");
  }

  private static String hash(String algorithm) {
    if (algorithm.endsWith("384")) {
      return "SHA-384";
    }
    return algorithm.endsWith("256") ? "SHA-256" : "SHA-512";
  }

  private static void requireSame(String ours, Object theirs, String otherwise) {
    require(
        theirs instanceof String text
            && MessageDigest.isEqual(
                ours.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)),
        otherwise);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw OidcProviderErrorFactory.because(otherwise);
    }
  }
}
