/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HmacSharedKeyTest {
  private static final byte[] BASE = "\"date\": today".getBytes(StandardCharsets.US_ASCII);

  private final HmacSharedKey key = Rfc9421Keys.shared();

  @Test
  void verifiesOnlyMatchingSignature() {
    byte[] signature = key.sign(BASE);
    assertTrue(key.verifies(SignatureAlgorithm.HMAC_SHA256, BASE, signature));

    assertFalse(key.verifies(SignatureAlgorithm.HMAC_SHA256, new byte[0], signature));
    assertFalse(key.verifies(SignatureAlgorithm.HMAC_SHA256, BASE, Arrays.copyOf(signature, 31)));
    signature[0] ^= 1;
    assertFalse(key.verifies(SignatureAlgorithm.HMAC_SHA256, BASE, signature));
  }

  @Test
  void rejectsTooShortSecret() {
    assertThrows(IllegalArgumentException.class, () -> new HmacSharedKey(new byte[31]));
  }

  /** Everybody has a public key: it must be nobody's secret. */
  @Test
  void rejectsHmacWithPublicKeyAsSecret() throws GeneralSecurityException {
    byte[] everybodys = Rfc9421Keys.rsaPublic().getEncoded();
    byte[] signature = new HmacSharedKey(everybodys).sign(BASE);
    var key =
        new JcaVerificationKey(
            Rfc9421Keys.rsaPublic(), Set.of(SignatureAlgorithm.HMAC_SHA256), Optional.empty());

    assertFalse(key.verifies(SignatureAlgorithm.HMAC_SHA256, BASE, signature));
  }
}
