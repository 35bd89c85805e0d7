package org.lumoauth.platform.web.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures by the generic cell rate algorithm. It remembers a bounded number of keys and
 * forgets those that were quiet longest. While nothing fails it costs nothing to ask.
 */
final class FailureRateCounter {

  private static final int MAX_KEYS = 65_536;

  /** What failures are counted together. */
  record FailureKey(String tenantId, String kind, String account, String network) {}

  /**
   * What counting found.
   *
   * @param verdict whether one more failure is allowed after this one
   * @param justExhausted whether this failure used up what was allowed, for the first time in the
   *     window
   */
  record FailureCountResult(RateLimiter.RateLimitVerdict verdict, boolean justExhausted) {}

  /**
   * The failures of one key.
   *
   * @param due when they are forgotten
   * @param noticed whether it was noticed that they are too many
   * @param noticedAt when
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

  /** Whether one more failure would be allowed. */
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

  /** Counts one failure; none beyond what is allowed, so that the refusal comes to an end. */
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
