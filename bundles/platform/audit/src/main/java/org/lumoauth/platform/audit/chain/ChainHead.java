/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

/**
 * The end of a chain, where the next link is added.
 *
 * @param sequence the position of the last link, 0 for an empty chain
 * @param hash the hash of the last link
 * @param micros the time of the last link
 */
record ChainHead(long sequence, byte[] hash, long micros) {
  /** The length of the zero hash to which the first link commits. */
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
