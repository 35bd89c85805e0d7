package org.lumoauth.platform.keys.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b as Argon2 uses it: the hash before the memory, and one of any length around it. */
final class Argon2Digest {

  private static final int FULL = 64;
  private static final int HALF = FULL / 2;

  private Argon2Digest() {}

  /** BLAKE2b of all parts together. */
  static byte[] of(int length, byte[]... parts) {
    var digest = new Blake2bDigest(length * Byte.SIZE);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[length];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** H' (RFC 9106 section 3.3): a hash of any length. */
  static byte[] ofAnyLength(int length, byte[]... parts) {
    byte[][] all = new byte[parts.length + 1][];
    all[0] = number(length);
    System.arraycopy(parts, 0, all, 1, parts.length);
    if (length <= FULL) {
      return of(length, all);
    }
    byte[] hash = new byte[length];
    byte[] link = of(FULL, all);
    int done = 0;
    while (length - done > FULL) {
      System.arraycopy(link, 0, hash, done, HALF);
      done += HALF;
      link = of(Math.min(FULL, length - done), link);
    }
    System.arraycopy(link, 0, hash, done, link.length);
    return hash;
  }

  /** Four bytes, the lowest first. */
  static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
