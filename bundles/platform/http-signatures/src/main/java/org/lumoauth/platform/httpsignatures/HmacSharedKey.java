/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret that signs and verifies with {@code hmac-sha256}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.3.3">RFC 9421 section 3.3.3</a>
 */
public final class HmacSharedKey implements HttpSigningKey, HttpVerificationKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST = 32;

  private final SecretKeySpec secret;

  /**
   * @param secret at least 32 bytes, the size of the hash (RFC 2104 section 3)
   * @throws IllegalArgumentException if it is shorter
   */
  public HmacSharedKey(byte[] secret) {
    if (secret.length < LEAST) {
      throw new IllegalArgumentException("the secret must have at least " + LEAST + " bytes");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return Set.of(SignatureAlgorithm.HMAC_SHA256);
  }

  @Override
  public byte[] sign(byte[] base) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(base);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform does not support " + ALGORITHM, e);
    }
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] base, byte[] signature) {
    return algorithm == SignatureAlgorithm.HMAC_SHA256
        && MessageDigest.isEqual(sign(base), signature);
  }
}
