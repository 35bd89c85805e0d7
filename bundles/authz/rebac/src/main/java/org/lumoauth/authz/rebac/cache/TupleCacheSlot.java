package org.lumoauth.authz.rebac.cache;

import java.time.Duration;

/** What one store takes of the {@link TupleMemoryBudget}. */
final class TupleCacheSlot {

  private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

  private final CachedTupleIndex index;
  private volatile long tuples;
  private volatile long askedAt;

  TupleCacheSlot(CachedTupleIndex index, long tuples, long now) {
    this.index = index;
    this.tuples = tuples;
    this.askedAt = now;
  }

  /** The store's tuples, or where they come to be. */
  CachedTupleIndex index() {
    return index;
  }

  /** For how many tuples it counts, without its own weight. */
  long tuples() {
    return tuples;
  }

  void count(long counted) {
    tuples = counted;
  }

  /** When it was last asked about, nanoseconds of the room's clock. */
  long lastAccess() {
    return askedAt;
  }

  /** Whether nobody can have asked about it since: a question soon after another is not noted. */
  boolean isIdleSince(long moment) {
    return askedAt + TOLERANCE - moment < 0;
  }

  /** Written rarely, since a store that many threads ask about is written by all of them. */
  void recordAccess(long now) {
    if (now - askedAt > TOLERANCE) {
      askedAt = now;
    }
  }
}
