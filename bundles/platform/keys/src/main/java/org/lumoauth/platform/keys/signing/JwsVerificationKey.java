/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.InvalidSignatureException;

/**
 * A public key with its one algorithm. The header of a JWS never selects the algorithm: it must
 * match the key's (RFC 8725 section 3.1).
 */
final class JwsVerificationKey {

  /** The only header parameters that this server issues; any other would change the meaning. */
  private static final Set<String> KNOWN_PARAMETERS = Set.of("alg", "kid", "typ");

  private static final Set<JWSAlgorithm> RSA = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);

  private final JWSAlgorithm algorithm;
  private final JWSVerifier verifier;

  private JwsVerificationKey(JWSAlgorithm algorithm, JWSVerifier verifier) {
    this.algorithm = algorithm;
    this.verifier = verifier;
  }

  /**
   * Decodes a public key.
   *
   * @param jwk with {@code alg} one of RS256, PS256, ES256, Ed25519
   * @throws JOSEException if it is not a valid signature key for one of them
   */
  static JwsVerificationKey of(JWK jwk, Optional<Provider> provider) throws JOSEException {
    if (jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE)) {
      throw new JOSEException("the key is not a signature key");
    }
    if (jwk.getAlgorithm() == null) {
      throw new JOSEException("the key has no algorithm");
    }
    var algorithm = JWSAlgorithm.parse(jwk.getAlgorithm().getName());
    try {
      var keys = new JcaKeyConverter(provider);
      JWSVerifier verifier;
      if (RSA.contains(algorithm) && jwk instanceof RSAKey) {
        verifier = new RSASSAVerifier((RSAPublicKey) keys.publicKey(jwk));
      } else if (algorithm.equals(JWSAlgorithm.ES256)) {
        verifier = new ECDSAVerifier((ECPublicKey) keys.publicKey(jwk));
      } else if (algorithm.equals(JWSAlgorithm.Ed25519) && jwk instanceof OctetKeyPair) {
        verifier = new Ed25519Verifier(keys.publicKey(jwk), provider);
      } else {
        throw new JOSEException("the algorithm " + algorithm + " does not match the key");
      }
      provider.ifPresent(verifier.getJCAContext()::setProvider);
      return new JwsVerificationKey(algorithm, verifier);
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new JOSEException("the key is invalid", e);
    }
  }

  /**
   * Verifies a parsed JWS.
   *
   * @throws InvalidSignatureException if this key did not sign it
   */
  void verify(JWSObject jws) throws InvalidSignatureException {
    var header = jws.getHeader();
    if (!header.getAlgorithm().equals(algorithm)) {
      throw new InvalidSignatureException("the algorithm does not match the key");
    }
    if (!KNOWN_PARAMETERS.containsAll(header.getIncludedParams())) {
      throw new InvalidSignatureException("the header has an unknown parameter");
    }
    try {
      if (!verifier.verify(header, jws.getSigningInput(), jws.getSignature())) {
        throw new InvalidSignatureException("the signature does not match");
      }
    } catch (JOSEException e) {
      throw new InvalidSignatureException("the signature cannot be verified");
    }
  }
}
