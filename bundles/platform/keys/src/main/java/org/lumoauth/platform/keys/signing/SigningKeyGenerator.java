/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import org.lumoauth.api.key.SigningKeyService;

/** Generates key pairs. */
final class SigningKeyGenerator {

  /** NIST SP 800-57 part 1 rev. 5 tables 2 and 4: 112 bits of strength, acceptable through 2030. */
  private static final int RSA_BITS = 2048;

  private static final int ED25519_LENGTH = 32;

  private SigningKeyGenerator() {}

  /** Returns the JOSE name of an algorithm (RFC 7518 section 3.1, RFC 9864 section 2.2). */
  static JWSAlgorithm joseName(SigningKeyService.SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case RS256 -> JWSAlgorithm.RS256;
      case ES256 -> JWSAlgorithm.ES256;
      case Ed25519 -> JWSAlgorithm.Ed25519;
      case PS256 -> JWSAlgorithm.PS256;
    };
  }

  /** Generates a private key for the algorithm with this id. */
  static JWK generate(
      SigningKeyService.SigningAlgorithm algorithm, String kid, JcaProviderSelector provider) {
    try {
      return switch (algorithm) {
        case RS256, PS256 ->
            provider
                .rsaKeys(RSA_BITS)
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(joseName(algorithm))
                .generate();
        case ES256 ->
            new ECKeyGenerator(Curve.P_256)
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(joseName(algorithm))
                .generate();
        case Ed25519 -> ed25519(kid, joseName(algorithm));
      };
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java platform cannot generate " + algorithm + " keys", e);
    }
  }

  /**
   * Generates an Ed25519 key (RFC 8037 section 2) with the JDK, because the Nimbus generator
   * requires Tink.
   */
  private static OctetKeyPair ed25519(String kid, Algorithm algorithm)
      throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] spki = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(spki, spki.length - ED25519_LENGTH, spki.length);
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
        .d(Base64URL.encode(seed))
        .keyID(kid)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(algorithm)
        .build();
  }
}
