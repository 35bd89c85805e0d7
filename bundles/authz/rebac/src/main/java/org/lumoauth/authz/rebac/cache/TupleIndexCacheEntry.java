/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Caches the tuples of one store in memory. Reads are lock-free; one thread at a time updates or
 * loads the tuples.
 */
final class TupleIndexCacheEntry {

  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final RelationStoreKey key;
  private final TupleIndexSource source;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean loading = new AtomicBoolean();
  private volatile TupleIndex index;
  private boolean differed;
  private long differedAt;

  TupleIndexCacheEntry(RelationStoreKey key, TupleIndexSource source) {
    this.key = key;
    this.source = source;
  }

  /** Returns the cached tuples, or null. */
  TupleIndex current() {
    return index;
  }

  /**
   * Returns the tuples at the given revision or later, after applying changes or loading them
   * again. Returns null if the loaded tuples do not match the digest of the store, so that they
   * must not be used.
   */
  TupleIndex atLeast(long revision) {
    var seen = index;
    if (seen != null && seen.revision() >= revision) {
      return seen;
    }
    turn.lock();
    try {
      seen = index;
      if (seen == null || seen.revision() < revision) {
        index = seen = next(seen);
      }
      return seen;
    } finally {
      turn.unlock();
    }
  }

  private TupleIndex next(TupleIndex seen) {
    var followed = seen == null ? null : source.follow(key, seen).orElse(null);
    if (followed != null) {
      return followed;
    }
    if (differed && System.nanoTime() - differedAt < PAUSE_NANOS) {
      return null;
    }
    var loaded = source.load(key).orElse(null);
    differed = loaded == null;
    differedAt = System.nanoTime();
    return loaded;
  }

  /** Returns whether the caller must load the tuples in the background. */
  boolean beginLoading() {
    return loading.compareAndSet(false, true);
  }

  void endLoading() {
    loading.set(false);
  }
}
