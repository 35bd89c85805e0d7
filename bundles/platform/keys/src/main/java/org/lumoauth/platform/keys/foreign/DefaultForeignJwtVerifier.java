/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JWSHeader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Verifies JWTs signed by other parties. The key is one of the expected signer's, selected by
 * {@code kid}. Key parameters in the header ({@code jku}, {@code x5u}, {@code x5c}, {@code jwk})
 * are ignored, except for JWTs that are expected to embed their key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
@Component
public final class DefaultForeignJwtVerifier implements ForeignJwtVerifier {

  private static final int MAX_KID = 512;
  private static final String MEDIA_TYPE = "application/";

  private final ForeignPublicKeyCache cache;
  private final InstantSource clock;

  @Activate
  public DefaultForeignJwtVerifier(@Reference JcaProviderSelector provider) {
    this(provider, InstantSource.system());
  }

  /** Creates a verifier with its own clock. */
  public DefaultForeignJwtVerifier(JcaProviderSelector provider, InstantSource clock) {
    this.cache = new ForeignPublicKeyCache(provider.get());
    this.clock = clock;
  }

  @Override
  public VerifiedForeignJwt verify(String jwt, JwtKeySource keys, JwtExpectation expected)
      throws InvalidTokenException {
    StrictJws jws = StrictJws.parse(jwt);
    requireType(jws, expected);
    JWSHeader algorithm = algorithm(jws, expected);
    ForeignPublicKey key = verifySignature(jws, algorithm, keys, expected.embeddedKey());
    Map<String, Object> claims = jws.claims();
    JwtClaimsValidator.check(claims, expected, clock.instant());
    return new VerifiedForeignJwt(jws.header(), claims, key.thumbprint());
  }

  @Override
  public void check(Map<String, Object> claims, JwtExpectation expected)
      throws InvalidTokenException {
    JwtClaimsValidator.check(claims, expected, clock.instant());
  }

  @Override
  public Optional<Map<String, Object>> unverifiedClaims(String jwt) {
    try {
      return Optional.of(StrictJws.parse(jwt).claims());
    } catch (InvalidTokenException e) {
      return Optional.empty();
    }
  }

  /** Verifies the signature alone, with the one matching key. */
  ForeignPublicKey verifySignature(
      StrictJws jws, JWSHeader algorithm, JwtKeySource keys, boolean embedded)
      throws InvalidTokenException {
    require(
        !jws.header().containsKey("crit"),
        "the header parameter crit is not supported"); // no critical parameters are supported
    require(
        !jws.header().containsKey("b64"),
        "the header parameter b64 is not supported"); // RFC 7797 section 7
    ForeignPublicKey key = embedded ? embedded(jws, algorithm) : chosen(jws, algorithm, keys);
    key.verify(algorithm, jws);
    return key;
  }

  /** RFC 8725 section 3.11: requires the type of the expected kind of JWT. */
  private static void requireType(StrictJws jws, JwtExpectation expected)
      throws InvalidTokenException {
    String type = jws.parameter("typ").orElse("").toLowerCase(Locale.ROOT);
    String plain = type.startsWith(MEDIA_TYPE) ? type.substring(MEDIA_TYPE.length()) : type;
    require(expected.types().contains(plain), "typ is not the expected type");
  }

  /** RFC 8725 section 3.1: the expectation determines the allowed algorithms, not the header. */
  private static JWSHeader algorithm(StrictJws jws, JwtExpectation expected)
      throws InvalidTokenException {
    String name = jws.parameter("alg").orElse("");
    return JwsAlgorithms.header(name)
        .filter(known -> expected.algorithms().contains(name))
        .orElseThrow(() -> invalid("the algorithm is not allowed"));
  }

  private ForeignPublicKey chosen(StrictJws jws, JWSHeader algorithm, JwtKeySource keys)
      throws InvalidTokenException {
    Optional<String> kid = jws.parameter("kid");
    require(kid.map(String::length).orElse(0) <= MAX_KID, "kid is too long");
    List<ForeignPublicKey> fitting = new ArrayList<>();
    for (Map<String, Object> jwk : keys.find(kid)) {
      if (kid.isEmpty() || kid.get().equals(jwk.get("kid"))) {
        sound(jwk).filter(key -> key.supports(algorithm)).ifPresent(fitting::add);
      }
    }
    require(!fitting.isEmpty(), "the signer has no matching key for this algorithm");
    require(
        fitting.size() == 1, "several keys match; kid must select one"); // RFC 7515 section 4.1.4
    return fitting.get(0);
  }

  /** Decodes a JWK. An invalid key in a set must not affect the others. */
  private Optional<ForeignPublicKey> sound(Map<String, Object> jwk) {
    try {
      return Optional.of(cache.get(jwk));
    } catch (InvalidTokenException e) {
      return Optional.empty();
    }
  }

  /**
   * RFC 9449 section 4.3, steps 6 and 7: decodes the embedded public key, which must match the
   * algorithm.
   */
  private ForeignPublicKey embedded(StrictJws jws, JWSHeader algorithm)
      throws InvalidTokenException {
    if (!(jws.header().get("jwk") instanceof Map<?, ?> jwk)) {
      throw invalid("the header has no jwk");
    }
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    ForeignPublicKey key = cache.get((Map<String, Object>) jwk);
    require(key.supports(algorithm), "the key in jwk does not match the algorithm");
    return key;
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
