/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** Creates JCA signatures by algorithm. */
final class JcaSignatureFactory {

  private static final int SALT = 64;

  private JcaSignatureFactory() {}

  static Signature of(SignatureAlgorithm algorithm, Optional<Provider> provider)
      throws GeneralSecurityException {
    return switch (algorithm) {
      case ED25519 -> instance("Ed25519", provider);
      case ECDSA_P256_SHA256 -> instance("SHA256withECDSAinP1363Format", provider);
      case RSA_PSS_SHA512 -> {
        Signature signature = instance("RSASSA-PSS", provider);
        signature.setParameter(
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, SALT, 1));
        yield signature;
      }
      case HMAC_SHA256 -> throw new NoSuchAlgorithmException("the algorithm has no public key");
    };
  }

  private static Signature instance(String name, Optional<Provider> provider)
      throws GeneralSecurityException {
    return provider.isPresent() && provider.get().getService("Signature", name) != null
        ? Signature.getInstance(name, provider.get())
        : Signature.getInstance(name);
  }
}
