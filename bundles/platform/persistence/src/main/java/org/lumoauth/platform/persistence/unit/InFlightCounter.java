package org.lumoauth.platform.persistence.unit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts work and runs an ending once, when no more may begin and the last is done. */
final class InFlightCounter {
  /** The top bit says that no more may begin; the rest counts. */
  private static final long ENDED = Long.MIN_VALUE;

  private final AtomicLong state = new AtomicLong();
  private final Runnable ending;

  InFlightCounter(Runnable ending) {
    this.ending = ending;
  }

  /** Begins a piece of work, unless it is too late. */
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

  /** Ends a piece of work that began. */
  void done() {
    if (state.decrementAndGet() == ENDED) {
      ending.run();
    }
  }

  /** Lets no more begin. */
  void end() {
    long before = state.getAndUpdate(seen -> seen | ENDED);
    if (before == 0) {
      ending.run();
    }
  }
}
