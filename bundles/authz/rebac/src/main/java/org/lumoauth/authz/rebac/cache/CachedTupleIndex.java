package org.lumoauth.authz.rebac.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/** One store's tuples in memory. Read without a lock; followed and loaded by one at a time. */
final class CachedTupleIndex {

  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final RelationStoreKey key;
  private final TupleIndexSource source;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean loading = new AtomicBoolean();
  private volatile TupleIndex index;
  private boolean differed;
  private long differedAt;

  CachedTupleIndex(RelationStoreKey key, TupleIndexSource source) {
    this.key = key;
    this.source = source;
  }

  /** What is held; null if nothing is. */
  TupleIndex current() {
    return index;
  }

  /**
   * One of at least a revision: what is held, with what has changed since, or loaded anew; null if
   * what was loaded is not what the store says, so that nothing may be answered from it.
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

  /** Whether the caller is the one to load it in the background. */
  boolean beginLoading() {
    return loading.compareAndSet(false, true);
  }

  void endLoading() {
    loading.set(false);
  }
}
