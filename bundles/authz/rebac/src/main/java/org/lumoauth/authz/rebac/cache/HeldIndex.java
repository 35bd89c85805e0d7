package org.lumoauth.authz.rebac.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.StoreKey;

/** One store's tuples in memory. Read without a lock; followed and loaded by one at a time. */
final class HeldIndex {

  private final StoreKey key;
  private final IndexLoader loader;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean loading = new AtomicBoolean();
  private volatile TupleIndex index;

  HeldIndex(StoreKey key, IndexLoader loader) {
    this.key = key;
    this.loader = loader;
  }

  /** What is held; null if nothing is. */
  TupleIndex held() {
    return index;
  }

  /** One of at least a revision: what is held, with what has changed since, or loaded anew. */
  TupleIndex atLeast(long revision) {
    var seen = index;
    if (seen != null && seen.revision() >= revision) {
      return seen;
    }
    turn.lock();
    try {
      seen = index;
      if (seen == null || seen.revision() < revision) {
        seen =
            seen == null
                ? loader.load(key)
                : loader.follow(key, seen).orElseGet(() -> loader.load(key));
        index = seen;
      }
      return seen;
    } finally {
      turn.unlock();
    }
  }

  /** Whether the caller is the one to load it in the background. */
  boolean beginLoading() {
    return loading.compareAndSet(false, true);
  }

  void endLoading() {
    loading.set(false);
  }
}
