package org.lumoauth.agents.budgets;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls that this node has taken from the store and not used yet. The store counts them already:
 * what a node that dies has left is lost for the hour, and never used twice.
 */
final class ReservedCallBlock {

  /** What a try to take calls came to. */
  enum CallReservationResult {
    YES,
    NO,
    /** The block is closed: take from the one in its place. */
    AGAIN
  }

  private static final long MOST_AHEAD = 1_024;
  private static final long SHARE = 16;
  private static final int TRIES = 8;
  private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(100);

  private final UsageCounterStore table;
  private final UsageCounter counter;

  /** That by which it was taken. */
  private final long limit;

  private final AtomicLong left = new AtomicLong();
  private volatile long lastUse = System.nanoTime();
  private long lastRefill = lastUse - BUSY;
  private long ahead;
  private boolean closed;

  ReservedCallBlock(UsageCounterStore table, UsageCounter counter, long limit) {
    this.table = table;
    this.counter = counter;
    this.limit = limit;
  }

  /** Under another limit nothing that was taken ahead counts any more: it is given back. */
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

  /** Puts back what was taken; false if the block is closed, or is of another limit. */
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

  /** Gives back to the store what is left. Nobody takes from the block after this. */
  synchronized void close() {
    closed = true;
    long unused = left.getAndSet(0);
    if (unused > 0) {
      table.release(counter, unused);
    }
  }

  /** Takes from the store what is needed, and the more ahead the faster it goes. */
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
        return CallReservationResult.YES; // somebody else refilled meanwhile
      }
      long remaining = limit - table.used(counter);
      if (remaining < need) {
        return CallReservationResult.NO;
      }
      // Near the limit blocks are small: what one node holds another can't use.
      long amount = need + Math.min(ahead, (remaining - need) / SHARE);
      if (table.add(counter, amount, limit)) {
        left.addAndGet(amount);
        return CallReservationResult.YES;
      }
    }
    return CallReservationResult.NO;
  }
}
