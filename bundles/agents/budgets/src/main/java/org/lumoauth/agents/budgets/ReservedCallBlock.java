/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A block of calls that this node reserved in the database and has not used up. The database
 * already counts them: if a node crashes, its unused calls are lost for the hour, but never used
 * twice.
 */
final class ReservedCallBlock {

  /** The result of a reservation. */
  enum CallReservationResult {
    YES,
    NO,
    /** The block is closed; reserve from its successor. */
    AGAIN
  }

  private static final long MOST_AHEAD = 1_024;
  private static final long SHARE = 16;
  private static final int TRIES = 8;
  private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(100);

  private final UsageCounterStore table;
  private final UsageCounterKey counter;

  /** the limit in effect when the block was reserved */
  private final long limit;

  private final AtomicLong left = new AtomicLong();
  private volatile long lastUse = System.nanoTime();
  private long lastRefill = lastUse - BUSY;
  private long ahead;
  private boolean closed;

  ReservedCallBlock(UsageCounterStore table, UsageCounterKey counter, long limit) {
    this.table = table;
    this.counter = counter;
    this.limit = limit;
  }

  /** Reserves calls. If the limit has changed, the unused rest of the block is released first. */
  CallReservationResult reserve(long calls, long limitNow) {
    if (limitNow != limit) {
      close();
      return CallReservationResult.AGAIN;
    }
    lastUse = System.nanoTime();
    while (true) {
      long have = left.get();
      if (have >= calls) {
        if (left.compareAndSet(have, have - calls)) {
          return CallReservationResult.YES;
        }
        continue;
      }
      var refilled = refill(calls);
      if (refilled != CallReservationResult.YES) {
        return refilled;
      }
    }
  }

  /**
   * Returns reserved calls to the block; false if the block is closed or was reserved under another
   * limit.
   */
  synchronized boolean release(long calls, long limitThen) {
    if (closed || limitThen != limit) {
      return false;
    }
    left.addAndGet(calls);
    return true;
  }

  long remainingCalls() {
    return left.get();
  }

  boolean isIdleFor(long nanos) {
    return System.nanoTime() - lastUse > nanos;
  }

  /** Releases the unused rest to the database. The block accepts no further reservations. */
  synchronized void close() {
    closed = true;
    long unused = left.getAndSet(0);
    if (unused > 0) {
      table.release(counter, unused);
    }
  }

  /** Reserves the required calls in the database, plus more in advance the faster they are used. */
  private synchronized CallReservationResult refill(long calls) {
    if (closed) {
      return CallReservationResult.AGAIN;
    }
    long now = System.nanoTime();
    ahead = now - lastRefill < BUSY ? Math.min(MOST_AHEAD, ahead * 2 + 1) : ahead / 2;
    lastRefill = now;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long need = calls - left.get();
      if (need <= 0) {
        return CallReservationResult.YES; // a concurrent thread refilled the block
      }
      long remaining = limit - table.used(counter);
      if (remaining < need) {
        return CallReservationResult.NO;
      }
      // Near the limit, blocks are small: calls reserved by one node are unavailable to others.
      long amount = need + Math.min(ahead, (remaining - need) / SHARE);
      if (table.add(counter, amount, limit)) {
        left.addAndGet(amount);
        return CallReservationResult.YES;
      }
    }
    return CallReservationResult.NO;
  }
}
