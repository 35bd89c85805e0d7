/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.vault;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes HMAC-SHA256 with one key, with a {@link Mac} per thread, because creating one costs more
 * than its use.
 */
final class HmacHasher {

  private final ThreadLocal<Mac> macs;

  HmacHasher(byte[] key) {
    var secret = new SecretKeySpec(key, "HmacSHA256");
    this.macs = ThreadLocal.withInitial(() -> mac(secret));
  }

  byte[] of(String text) {
    return macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java platform does not support HmacSHA256", e);
    }
  }
}
