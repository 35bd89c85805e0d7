package org.lumoauth.platform.audit.chain;

/**
 * The end of a chain, where the next link goes.
 *
 * @param sequence the last link's place, 0 for an empty chain
 * @param hash the last link's hash
 * @param micros when the last link was recorded
 */
record ChainHead(long sequence, byte[] hash, long micros) {
  /** What the first link commits to. */
  private static final int HASH_LENGTH = 32;

  static ChainHead ofEmptyChain() {
    return new ChainHead(0, new byte[HASH_LENGTH], 0);
  }

  static ChainHead later(ChainHead one, ChainHead other) {
    return other.sequence() > one.sequence() ? other : one;
  }

  boolean isEmptyChain() {
    return sequence == 0;
  }
}
