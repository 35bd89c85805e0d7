package org.lumoauth.platform.keys.master;

import java.nio.charset.StandardCharsets;
import org.lumoauth.platform.keys.cipher.HkdfSha256;

/** The server's master key. It is never used itself: only keys derived from it are. */
public final class MasterKey {

  static final int LENGTH = 32;
  private static final byte[] SALT = "lumoauth/master/1".getBytes(StandardCharsets.UTF_8);

  private final byte[] pseudoRandomKey;

  /**
   * @param material 32 random bytes
   */
  public MasterKey(byte[] material) {
    if (material.length != LENGTH) {
      throw new IllegalArgumentException("a master key has " + LENGTH + " bytes");
    }
    pseudoRandomKey = HkdfSha256.extract(SALT, material);
  }

  /**
   * A key for one purpose, unrelated to the key for any other.
   *
   * @param purpose as {@code hash/api-key}
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
