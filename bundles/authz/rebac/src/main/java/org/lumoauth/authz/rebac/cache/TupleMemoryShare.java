/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.time.Duration;

/** The share of one store in the {@link TupleMemoryBudget}. */
final class TupleMemoryShare {

  private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

  private final TupleIndexCacheEntry index;
  private volatile long tuples;
  private volatile long askedAt;

  TupleMemoryShare(TupleIndexCacheEntry index, long tuples, long now) {
    this.index = index;
    this.tuples = tuples;
    this.askedAt = now;
  }

  /** Returns the cache of the store's tuples. */
  TupleIndexCacheEntry index() {
    return index;
  }

  /** Returns the number of tuples without the overhead of the store. */
  long tuples() {
    return tuples;
  }

  void count(long counted) {
    tuples = counted;
  }

  /** Returns the time of the last query, in nanoseconds of the budget's clock. */
  long lastAccess() {
    return askedAt;
  }

  /**
   * Returns whether no query can have used the store since the given time. A query shortly after
   * another is not recorded.
   */
  boolean isIdleSince(long moment) {
    return askedAt + TOLERANCE - moment < 0;
  }

  /** Records a query. The time is written rarely to avoid contention between threads. */
  void recordAccess(long now) {
    if (now - askedAt > TOLERANCE) {
      askedAt = now;
    }
  }
}
