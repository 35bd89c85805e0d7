/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-based key derivation function over SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
public final class HkdfSha256 {

  /** The number of bytes of one block. */
  public static final int HASH_LENGTH = 32;

  private HkdfSha256() {}

  /** Extracts a pseudorandom key (section 2.2). */
  public static byte[] extract(byte[] salt, byte[] inputKey) {
    return hmac(salt.length == 0 ? new byte[HASH_LENGTH] : salt, inputKey);
  }

  /** Expands a pseudorandom key (section 2.3). */
  public static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
    if (length > 255 * HASH_LENGTH) {
      throw new IllegalArgumentException("HKDF output is limited to 255 blocks");
    }
    ByteBuffer output = ByteBuffer.allocate(length);
    byte[] block = new byte[0];
    for (int counter = 1; output.hasRemaining(); counter++) {
      block = hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
      output.put(block, 0, Math.min(block.length, output.remaining()));
    }
    return output.array();
  }

  /** Expands 32 bytes for a named purpose. */
  public static byte[] expand(byte[] pseudoRandomKey, String info) {
    return expand(pseudoRandomKey, info.getBytes(StandardCharsets.UTF_8), HASH_LENGTH);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform does not support HmacSHA256", e);
    }
  }
}
