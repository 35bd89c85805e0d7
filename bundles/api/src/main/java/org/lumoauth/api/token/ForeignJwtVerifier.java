package org.lumoauth.api.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Verifies JWTs that others signed: client assertions, request objects, proofs, assertions of other
 * issuers. Each kind says what it expects, so that none can be taken for another (RFC 8725).
 */
@ProviderType
public interface ForeignJwtVerifier {

  /**
   * What a kind of JWT has to be.
   *
   * @param types {@code typ} values, in lower case and without {@code application/}; the empty text
   *     stands for none
   * @param algorithms JWS algorithms; {@code none} and symmetric ones are never taken
   * @param issuer {@code iss}, where it has to be one
   * @param audience one of these must be in {@code aud}; empty means that {@code aud} is not looked
   *     at
   * @param required further claims that must be there
   * @param maxAge how old {@code iat} may be, where it must be there
   * @param maxLifetime how far ahead {@code exp} may be, where it must be there
   * @param skew how far clocks may differ
   * @param embeddedKey whether the key is the header's {@code jwk}, as in a DPoP proof; never taken
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
   * A JWT that is as expected.
   *
   * @param header the protected header
   * @param claims the claims
   * @param thumbprint the SHA-256 thumbprint of the key that verified it (RFC 7638), base64url
   */
  record VerifiedForeignJwt(
      Map<String, Object> header, Map<String, Object> claims, String thumbprint) {}

  /** Where keys come from: JWKs as JSON objects, for a {@code kid} or all. */
  interface JwtKeySource {
    List<Map<String, Object>> find(Optional<String> kid);
  }

  /**
   * Verifies a JWT in compact form, of at most 16 KiB.
   *
   * @param keys of the expected signer; not asked where the key is embedded. What they throw where
   *     they can't be had passes on
   * @throws InvalidTokenException if anything is not as expected; the message is for the signer's
   *     developer and holds nothing secret
   */
  VerifiedForeignJwt verify(String jwt, JwtKeySource keys, JwtExpectation expected)
      throws InvalidTokenException;

  /**
   * Checks claims that nobody signed as those of a JWT: what {@code typ}, algorithms and keys are
   * expected is of no account.
   *
   * @throws InvalidTokenException if a claim is not as expected
   */
  default void check(Map<String, Object> claims, JwtExpectation expected)
      throws InvalidTokenException {
    throw new InvalidTokenException("claims without a signature are not taken", false);
  }

  /** The claims of a JWT before anything is verified: to choose whose keys to ask for. */
  Optional<Map<String, Object>> unverifiedClaims(String jwt);
}
