/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;

/** The kinds of encryption keys. A tenant has one current key of each kind. */
enum EncryptionKeyKind {
  /** For the ECDH-ES family. */
  EC {
    @Override
    JWK make(String kid, JcaProviderSelector provider) throws JOSEException {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).keyUse(KeyUse.ENCRYPTION).generate();
    }
  },
  /** For RSA-OAEP-256. */
  RSA {
    @Override
    JWK make(String kid, JcaProviderSelector provider) throws JOSEException {
      return provider
          .rsaKeys(RSA_BITS)
          .keyID(kid)
          .keyUse(KeyUse.ENCRYPTION)
          .algorithm(JWEAlgorithm.RSA_OAEP_256)
          .generate();
    }
  };

  /** NIST SP 800-57 part 1 rev. 5 tables 2 and 4: 112 bits of strength, acceptable through 2030. */
  private static final int RSA_BITS = 2048;

  /** Generates a key with this id. */
  abstract JWK make(String kid, JcaProviderSelector provider) throws JOSEException;
}
