package org.lumoauth.authz.rebac.cache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lumoauth.authz.rebac.store.Head;

/**
 * One store's head as this node knows it. It counts for as long as no change was reported since its
 * reading began, so that one which was read while something changed is never kept.
 */
final class StoreHead {

  /** The head, how many changes were reported before it was read, and when that was. */
  private record Known(Head head, long changesSeen, long readAt) {}

  private final Supplier<Head> reading;
  private final long stalenessNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Known known;

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
      return seen.head();
    }
    turn.lock();
    try {
      seen = known;
      return isRecent(seen) ? seen.head() : now();
    } finally {
      turn.unlock();
    }
  }

  /** The one that is committed, read after this was called. */
  Head now() {
    long seen = changes.get();
    long start = System.nanoTime();
    var read = reading.get();
    keep(new Known(read, seen, start));
    return read;
  }

  private boolean isRecent(Known seen) {
    return seen != null
        && seen.changesSeen() == changes.get()
        && System.nanoTime() - seen.readAt() < stalenessNanos;
  }

  /** A reading that began earlier never takes the place of a later one. */
  private synchronized void keep(Known read) {
    if (known == null || read.readAt() - known.readAt() >= 0) {
      known = read;
    }
  }
}
