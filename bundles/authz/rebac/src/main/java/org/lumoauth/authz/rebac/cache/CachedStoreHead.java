package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * One store's head as this node knows it. It counts for as long as no change was reported since its
 * reading began, so that one which was read while something changed is never kept.
 */
final class CachedStoreHead {

  private final Supplier<RelationStoreHead> reading;
  private final long stalenessNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile StoreHeadReading known;

  CachedStoreHead(Supplier<RelationStoreHead> reading, long stalenessNanos) {
    this.reading = reading;
    this.stalenessNanos = stalenessNanos;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  /** One that is not stale; of several callers one reads it. */
  RelationStoreHead recent() {
    var seen = known;
    if (isRecent(seen)) {
      return seen.head().get();
    }
    turn.lock();
    try {
      seen = known;
      return isRecent(seen) ? seen.head().get() : now();
    } finally {
      turn.unlock();
    }
  }

  /** The one that is committed, read after this was called. */
  RelationStoreHead now() {
    long seen = changes.get();
    long began = System.nanoTime();
    var read = reading.get();
    keep(new StoreHeadReading(Optional.of(read), seen, began, System.nanoTime()));
    return read;
  }

  private boolean isRecent(StoreHeadReading seen) {
    return seen != null
        && seen.head().isPresent()
        && seen.changesSeen() == changes.get()
        && System.nanoTime() - seen.beganAt() < stalenessNanos;
  }

  /** Kept before it is told, so that nobody who asks then is told of an earlier state. */
  private synchronized void keep(StoreHeadReading read) {
    known = known == null ? read : known.preferNewer(read);
  }
}
