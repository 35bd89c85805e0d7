package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lumoauth.authz.rebac.store.Head;

/**
 * One store's head as this node knows it. It counts for as long as no change was reported since its
 * reading began, so that one which was read while something changed is never kept.
 */
final class StoreHead {

  private final Supplier<Head> reading;
  private final long stalenessNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile HeadReading known;

  StoreHead(Supplier<Head> reading, long stalenessNanos) {
    this.reading = reading;
    this.stalenessNanos = stalenessNanos;
  }

  void changed() {
    changes.incrementAndGet();
  }

  /** One that is not stale; of several callers one reads it. */
  Head recent() {
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
  Head now() {
    long seen = changes.get();
    long began = System.nanoTime();
    var read = reading.get();
    keep(new HeadReading(Optional.of(read), seen, began, System.nanoTime()));
    return read;
  }

  private boolean isRecent(HeadReading seen) {
    return seen != null
        && seen.head().isPresent()
        && seen.changesSeen() == changes.get()
        && System.nanoTime() - seen.beganAt() < stalenessNanos;
  }

  /** Kept before it is told, so that nobody who asks then is told of an earlier state. */
  private synchronized void keep(HeadReading read) {
    known = known == null ? read : known.or(read);
  }
}
