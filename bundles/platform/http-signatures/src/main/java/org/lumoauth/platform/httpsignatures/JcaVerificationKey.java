/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.Set;

/**
 * A public key that verifies with JCA.
 *
 * @param key the key
 * @param algorithms the algorithms it may be used with
 * @param provider the JCA provider; empty for the JDK's own choice
 */
public record JcaVerificationKey(
    PublicKey key, Set<SignatureAlgorithm> algorithms, Optional<Provider> provider)
    implements HttpVerificationKey {
  public JcaVerificationKey {
    algorithms = Set.copyOf(algorithms);
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] base, byte[] signature) {
    try {
      Signature check = JcaSignatureFactory.of(algorithm, provider);
      check.initVerify(key);
      check.update(base);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // not a signature or a key of this algorithm
    }
  }
}
