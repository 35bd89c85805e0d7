/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Verifies JWTs from other parties: client assertions, request objects, proofs, assertions of other
 * issuers. Each kind declares its expectations, so that none can be used as another (RFC 8725).
 */
@ProviderType
public interface ForeignJwtVerifier {

  /**
   * The expectations for a kind of JWT.
   *
   * @param types the accepted {@code typ} values, in lower case and without {@code application/};
   *     the empty string means that the parameter is absent
   * @param algorithms the accepted JWS algorithms; {@code none} and symmetric ones are never
   *     accepted
   * @param issuer the required {@code iss}, if any
   * @param audience {@code aud} must contain one of these; empty means that {@code aud} is not
   *     checked
   * @param required further required claims
   * @param maxAge the maximum age of {@code iat}, if it is required
   * @param maxLifetime the maximum time until {@code exp}, if it is required
   * @param skew the maximum clock skew
   * @param embeddedKey whether the key is the header's {@code jwk}, as in a DPoP proof; never used
   *     otherwise
   */
  record JwtExpectation(
      Set<String> types,
      Set<String> algorithms,
      Optional<String> issuer,
      Set<String> audience,
      Set<String> required,
      Optional<Duration> maxAge,
      Optional<Duration> maxLifetime,
      Duration skew,
      boolean embeddedKey) {}

  /**
   * A verified JWT.
   *
   * @param header the protected header
   * @param claims the claims
   * @param thumbprint the SHA-256 thumbprint of the key that verified it (RFC 7638), base64url
   */
  record VerifiedForeignJwt(
      Map<String, Object> header, Map<String, Object> claims, String thumbprint) {}

  /** A source of keys: returns JWKs as JSON objects, for a {@code kid} or all. */
  interface JwtKeySource {
    List<Map<String, Object>> find(Optional<String> kid);
  }

  /**
   * Verifies a JWT in compact form, of at most 16 KiB.
   *
   * @param keys the keys of the expected signer; not called if the key is embedded. Exceptions for
   *     unavailable keys are passed on
   * @throws InvalidTokenException if an expectation is not met; the message is for the signer's
   *     developer and contains no secrets
   */
  VerifiedForeignJwt verify(String jwt, JwtKeySource keys, JwtExpectation expected)
      throws InvalidTokenException;

  /**
   * Checks unsigned claims like those of a JWT, ignoring the expected {@code typ}, algorithms and
   * keys.
   *
   * @throws InvalidTokenException if a claim does not meet the expectations
   */
  default void check(Map<String, Object> claims, JwtExpectation expected)
      throws InvalidTokenException {
    throw new InvalidTokenException("unsigned claims are not accepted", false);
  }

  /** Returns the claims of a JWT without verification, to determine the party for key lookup. */
  Optional<Map<String, Object>> unverifiedClaims(String jwt);
}
