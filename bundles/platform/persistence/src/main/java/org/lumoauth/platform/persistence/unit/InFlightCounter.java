/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts work in flight and runs an action once when it is closed and the last work is done. */
final class InFlightCounter {
  /** The top bit marks the closed state; the other bits count. */
  private static final long ENDED = Long.MIN_VALUE;

  private final AtomicLong state = new AtomicLong();
  private final Runnable ending;

  InFlightCounter(Runnable ending) {
    this.ending = ending;
  }

  /** Begins work, unless closed. */
  boolean begin() {
    long seen = state.get();
    while (seen >= 0) {
      if (state.compareAndSet(seen, seen + 1)) {
        return true;
      }
      seen = state.get();
    }
    return false;
  }

  /** Ends work that was begun. */
  void done() {
    if (state.decrementAndGet() == ENDED) {
      ending.run();
    }
  }

  /** Closes the counter to new work. */
  void end() {
    long before = state.getAndUpdate(seen -> seen | ENDED);
    if (before == 0) {
      ending.run();
    }
  }
}
