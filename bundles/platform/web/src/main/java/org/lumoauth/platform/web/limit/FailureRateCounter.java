/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures with the generic cell rate algorithm. It stores a limited number of keys and
 * drops those without failures for the longest time. A check is free while no failures occur.
 */
final class FailureRateCounter {

  private static final int MAX_KEYS = 65_536;

  /** The key by which failures are counted. */
  record FailureKey(String tenantId, String kind, String account, String network) {}

  /**
   * The result of counting a failure.
   *
   * @param verdict whether another failure is allowed after this one
   * @param justExhausted whether this failure exhausted the limit, for the first time in the window
   */
  record FailureCountResult(RateLimiter.RateLimitVerdict verdict, boolean justExhausted) {}

  /**
   * The failures of one key.
   *
   * @param due when they expire
   * @param noticed whether exceeding the limit was reported
   * @param noticedAt when it was reported
   */
  private record FailureRateCell(long due, boolean noticed, long noticedAt) {}

  private final LongSupplier nanos;
  private final Map<FailureKey, FailureRateCell> cells =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FailureKey, FailureRateCell> eldest) {
          return size() > MAX_KEYS;
        }
      };
  private volatile boolean any;

  FailureRateCounter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns whether another failure would be allowed. */
  RateLimiter.RateLimitVerdict check(FailureKey key, RateLimit rate) {
    long now = nanos.getAsLong();
    FailureRateCell cell = null;
    if (any) {
      synchronized (cells) {
        cell = cells.get(key);
      }
    }
    return verdict(rate, now, current(cell, now).due());
  }

  /** Counts one failure, but none beyond the limit, so that the block ends. */
  FailureCountResult count(FailureKey key, RateLimit rate) {
    long now = nanos.getAsLong();
    synchronized (cells) {
      FailureRateCell cell = current(cells.get(key), now);
      RateLimiter.RateLimitVerdict before = verdict(rate, now, cell.due());
      if (!before.allowed()) {
        return new FailureCountResult(before, false);
      }
      long due = cell.due() + rate.intervalNanos();
      RateLimiter.RateLimitVerdict after = verdict(rate, now, due);
      boolean recently = cell.noticed() && now - cell.noticedAt() < rate.window().toNanos();
      boolean exhausted = !after.allowed() && !recently;
      cells.put(
          key,
          exhausted
              ? new FailureRateCell(due, true, now)
              : new FailureRateCell(due, recently, cell.noticedAt()));
      any = true;
      return new FailureCountResult(after, exhausted);
    }
  }

  private static FailureRateCell current(FailureRateCell cell, long now) {
    return cell == null || cell.due() - now < 0 ? new FailureRateCell(now, false, 0) : cell;
  }

  private static RateLimiter.RateLimitVerdict verdict(RateLimit rate, long now, long due) {
    long window = rate.window().toNanos();
    long interval = rate.intervalNanos();
    long room = window - (due - now);
    int remaining = (int) Math.max(0, Math.min(rate.count(), room / interval));
    long retry = Math.max(0, interval - room);
    return new RateLimiter.RateLimitVerdict(retry == 0, rate.count(), remaining, due - now, retry);
  }
}
