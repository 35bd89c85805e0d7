package org.lumoauth.platform.keys.password;

/**
 * The compression function G of Argon2 on blocks of 128 words in one array (RFC 9106 section 3.5).
 * Holds a block between calls: for one thread.
 */
final class Argon2Compression {

  /** Words in a block of 1024 bytes. */
  static final int WORDS = 128;

  private static final int ROUNDS = 8;
  private static final long LOW = 0xFFFF_FFFFL;

  private final long[] mixed = new long[WORDS];

  /** Overwrites the block {@code to} with G of two others. Blocks are named by their first word. */
  void write(long[] words, int left, int right, int to) {
    for (int i = 0; i < WORDS; i++) {
      long both = words[left + i] ^ words[right + i];
      mixed[i] = both;
      words[to + i] = both;
    }
    permuteInto(words, to);
  }

  /** Adds G of two other blocks to the block {@code to}, as later passes do. */
  void add(long[] words, int left, int right, int to) {
    for (int i = 0; i < WORDS; i++) {
      long both = words[left + i] ^ words[right + i];
      mixed[i] = both;
      words[to + i] ^= both;
    }
    permuteInto(words, to);
  }

  /** Overwrites a block with G of a block of zeros and another. */
  void writeOfZero(long[] from, long[] to) {
    System.arraycopy(from, 0, mixed, 0, WORDS);
    System.arraycopy(from, 0, to, 0, WORDS);
    permuteInto(to, 0);
  }

  /** P on each row, then on each column, of eight by eight pairs of words. */
  private void permuteInto(long[] words, int to) {
    for (int row = 0; row < ROUNDS; row++) {
      permute(mixed, 16 * row, 2);
    }
    for (int column = 0; column < ROUNDS; column++) {
      permute(mixed, 2 * column, 16);
    }
    for (int i = 0; i < WORDS; i++) {
      words[to + i] ^= mixed[i];
    }
  }

  /**
   * P (section 3.6): a round of BLAKE2b with products, over eight pairs of words. Everything is in
   * local variables, for that is what keeps it in registers.
   */
  private static void permute(long[] words, int first, int step) {
    int at0 = first;
    int at1 = at0 + step;
    int at2 = at1 + step;
    int at3 = at2 + step;
    int at4 = at3 + step;
    int at5 = at4 + step;
    int at6 = at5 + step;
    int at7 = at6 + step;

    long v0 = words[at0];
    long v1 = words[at0 + 1];
    long v2 = words[at1];
    long v3 = words[at1 + 1];
    long v4 = words[at2];
    long v5 = words[at2 + 1];
    long v6 = words[at3];
    long v7 = words[at3 + 1];
    long v8 = words[at4];
    long v9 = words[at4 + 1];
    long v10 = words[at5];
    long v11 = words[at5 + 1];
    long v12 = words[at6];
    long v13 = words[at6 + 1];
    long v14 = words[at7];
    long v15 = words[at7 + 1];

    v0 = mix(v0, v4);
    v12 = Long.rotateRight(v12 ^ v0, 32);
    v8 = mix(v8, v12);
    v4 = Long.rotateRight(v4 ^ v8, 24);
    v0 = mix(v0, v4);
    v12 = Long.rotateRight(v12 ^ v0, 16);
    v8 = mix(v8, v12);
    v4 = Long.rotateRight(v4 ^ v8, 63);

    v1 = mix(v1, v5);
    v13 = Long.rotateRight(v13 ^ v1, 32);
    v9 = mix(v9, v13);
    v5 = Long.rotateRight(v5 ^ v9, 24);
    v1 = mix(v1, v5);
    v13 = Long.rotateRight(v13 ^ v1, 16);
    v9 = mix(v9, v13);
    v5 = Long.rotateRight(v5 ^ v9, 63);

    v2 = mix(v2, v6);
    v14 = Long.rotateRight(v14 ^ v2, 32);
    v10 = mix(v10, v14);
    v6 = Long.rotateRight(v6 ^ v10, 24);
    v2 = mix(v2, v6);
    v14 = Long.rotateRight(v14 ^ v2, 16);
    v10 = mix(v10, v14);
    v6 = Long.rotateRight(v6 ^ v10, 63);

    v3 = mix(v3, v7);
    v15 = Long.rotateRight(v15 ^ v3, 32);
    v11 = mix(v11, v15);
    v7 = Long.rotateRight(v7 ^ v11, 24);
    v3 = mix(v3, v7);
    v15 = Long.rotateRight(v15 ^ v3, 16);
    v11 = mix(v11, v15);
    v7 = Long.rotateRight(v7 ^ v11, 63);

    v0 = mix(v0, v5);
    v15 = Long.rotateRight(v15 ^ v0, 32);
    v10 = mix(v10, v15);
    v5 = Long.rotateRight(v5 ^ v10, 24);
    v0 = mix(v0, v5);
    v15 = Long.rotateRight(v15 ^ v0, 16);
    v10 = mix(v10, v15);
    v5 = Long.rotateRight(v5 ^ v10, 63);

    v1 = mix(v1, v6);
    v12 = Long.rotateRight(v12 ^ v1, 32);
    v11 = mix(v11, v12);
    v6 = Long.rotateRight(v6 ^ v11, 24);
    v1 = mix(v1, v6);
    v12 = Long.rotateRight(v12 ^ v1, 16);
    v11 = mix(v11, v12);
    v6 = Long.rotateRight(v6 ^ v11, 63);

    v2 = mix(v2, v7);
    v13 = Long.rotateRight(v13 ^ v2, 32);
    v8 = mix(v8, v13);
    v7 = Long.rotateRight(v7 ^ v8, 24);
    v2 = mix(v2, v7);
    v13 = Long.rotateRight(v13 ^ v2, 16);
    v8 = mix(v8, v13);
    v7 = Long.rotateRight(v7 ^ v8, 63);

    v3 = mix(v3, v4);
    v14 = Long.rotateRight(v14 ^ v3, 32);
    v9 = mix(v9, v14);
    v4 = Long.rotateRight(v4 ^ v9, 24);
    v3 = mix(v3, v4);
    v14 = Long.rotateRight(v14 ^ v3, 16);
    v9 = mix(v9, v14);
    v4 = Long.rotateRight(v4 ^ v9, 63);

    words[at0] = v0;
    words[at0 + 1] = v1;
    words[at1] = v2;
    words[at1 + 1] = v3;
    words[at2] = v4;
    words[at2 + 1] = v5;
    words[at3] = v6;
    words[at3 + 1] = v7;
    words[at4] = v8;
    words[at4 + 1] = v9;
    words[at5] = v10;
    words[at5 + 1] = v11;
    words[at6] = v12;
    words[at6 + 1] = v13;
    words[at7] = v14;
    words[at7 + 1] = v15;
  }

  /** The addition with a product that makes it costly in hardware. */
  private static long mix(long x, long y) {
    return x + y + (((x & LOW) * (y & LOW)) << 1);
  }
}
