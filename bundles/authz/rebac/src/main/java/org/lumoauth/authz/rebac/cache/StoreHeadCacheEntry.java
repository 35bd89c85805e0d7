/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * Caches the head of one store. A head is valid while no change has been reported since its read
 * started, so a head that was read during a change is never cached.
 */
final class StoreHeadCacheEntry {

  private final Supplier<RelationStoreHead> reading;
  private final long stalenessNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile TimestampedStoreHead known;

  StoreHeadCacheEntry(Supplier<RelationStoreHead> reading, long stalenessNanos) {
    this.reading = reading;
    this.stalenessNanos = stalenessNanos;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  /** Returns a head that is not stale; only one of several concurrent callers reads it. */
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

  /** Returns the committed head, read after this call. */
  RelationStoreHead now() {
    long seen = changes.get();
    long began = System.nanoTime();
    var read = reading.get();
    keep(new TimestampedStoreHead(Optional.of(read), seen, began, System.nanoTime()));
    return read;
  }

  private boolean isRecent(TimestampedStoreHead seen) {
    return seen != null
        && seen.head().isPresent()
        && seen.changesSeen() == changes.get()
        && System.nanoTime() - seen.beganAt() < stalenessNanos;
  }

  /** Caches a head before it is returned, so that no later query gets an earlier state. */
  private synchronized void keep(TimestampedStoreHead read) {
    known = known == null ? read : known.preferNewer(read);
  }
}
