/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

/**
 * The memory for request bodies that are being received or used. The first bytes of every body come
 * from a separate share, so that large or slow bodies never block small requests.
 */
public final class RequestBodyMemoryBudget {

  /** The part of a body that counts against the share of small bodies. */
  static final int SMALL = 16 * 1024;

  private final ByteBudget small;
  private final ByteBudget large;

  public RequestBodyMemoryBudget(long bytes) {
    small = new ByteBudget(bytes / 2);
    large = new ByteBudget(bytes - bytes / 2);
  }

  public void setLimit(long bytes) {
    small.setLimit(bytes / 2);
    large.setLimit(bytes - bytes / 2);
  }

  /**
   * Reserves the memory that a buffer needs to grow; returns false if the node has no memory left.
   */
  boolean tryGrow(int from, int to) {
    int little = smallPart(to) - smallPart(from);
    int much = to - from - little;
    if (!small.tryTake(little)) {
      return false;
    }
    if (!large.tryTake(much)) {
      small.giveBack(little);
      return false;
    }
    return true;
  }

  /** Releases a buffer's memory. */
  void release(int size) {
    small.giveBack(smallPart(size));
    large.giveBack(size - smallPart(size));
  }

  public long takenBytes() {
    return small.takenBytes() + large.takenBytes();
  }

  private static int smallPart(int size) {
    return Math.min(size, SMALL);
  }
}
