package org.lumoauth.platform.httpsignatures;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/**
 * A private key over JCA.
 *
 * @param algorithm what it signs by
 * @param key the key
 * @param provider who computes; empty means the JDK's own choice
 */
public record JcaSigningKey(
    SignatureAlgorithm algorithm, PrivateKey key, Optional<Provider> provider)
    implements HttpSigningKey {

  @Override
  public byte[] sign(byte[] base) {
    try {
      Signature signature = JcaSignatureFactory.of(algorithm, provider);
      signature.initSign(key);
      signature.update(base);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key can't sign by " + algorithm.registeredName(), e);
    }
  }
}
