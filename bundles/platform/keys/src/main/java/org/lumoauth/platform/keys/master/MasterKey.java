/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import java.nio.charset.StandardCharsets;
import org.lumoauth.platform.keys.cipher.HkdfSha256;

/** The server's master key. Only keys derived from it are used. */
public final class MasterKey {

  static final int LENGTH = 32;
  private static final byte[] SALT = "lumoauth/master/1".getBytes(StandardCharsets.UTF_8);

  private final byte[] pseudoRandomKey;

  /**
   * Creates a master key.
   *
   * @param material 32 random bytes
   */
  public MasterKey(byte[] material) {
    if (material.length != LENGTH) {
      throw new IllegalArgumentException("a master key must have " + LENGTH + " bytes");
    }
    pseudoRandomKey = HkdfSha256.extract(SALT, material);
  }

  /**
   * Derives a key for one purpose, independent of the keys for other purposes.
   *
   * @param purpose such as {@code hash/api-key}
   * @return 32 bytes
   */
  public byte[] derive(String purpose) {
    return HkdfSha256.expand(pseudoRandomKey, purpose);
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
