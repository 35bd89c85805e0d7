/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.util.concurrent.atomic.AtomicLong;

/** A budget of bytes that all requests of the node share. */
final class ByteBudget {
  private final AtomicLong taken = new AtomicLong();
  private volatile long limit;

  ByteBudget(long limit) {
    this.limit = limit;
  }

  void setLimit(long bytes) {
    limit = bytes;
  }

  /** Reserves bytes if that many are available. */
  boolean tryTake(long bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long takenBytes() {
    return taken.get();
  }
}
