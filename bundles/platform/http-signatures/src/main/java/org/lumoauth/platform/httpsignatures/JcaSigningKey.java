/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/**
 * A private key that signs with JCA.
 *
 * @param algorithm the signature algorithm
 * @param key the key
 * @param provider the JCA provider; empty for the JDK's own choice
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
      throw new IllegalStateException("the key does not support " + algorithm.registeredName(), e);
    }
  }
}
