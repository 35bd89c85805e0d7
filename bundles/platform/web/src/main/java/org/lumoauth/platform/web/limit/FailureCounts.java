package org.lumoauth.platform.web.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures by the generic cell rate algorithm. It remembers a bounded number of keys and
 * forgets those that were quiet longest. While nothing fails it costs nothing to ask.
 */
final class FailureCounts {

  private static final int MAX_KEYS = 65_536;

  /** What failures are counted together. */
  record Key(String tenantId, String kind, String account, String network) {}

  /**
   * What counting found.
   *
   * @param verdict whether one more failure is allowed after this one
   * @param justExhausted whether this failure used up what was allowed, for the first time in the
   *     window
   */
  record Counted(RateLimiter.Verdict verdict, boolean justExhausted) {}

  /**
   * The failures of one key.
   *
   * @param due when they are forgotten
   * @param noticed whether it was noticed that they are too many
   * @param noticedAt when
   */
  private record Cell(long due, boolean noticed, long noticedAt) {}

  private final LongSupplier nanos;
  private final Map<Key, Cell> cells =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Cell> eldest) {
          return size() > MAX_KEYS;
        }
      };
  private volatile boolean any;

  FailureCounts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether one more failure would be allowed. */
  RateLimiter.Verdict ask(Key key, Rate rate) {
    long now = nanos.getAsLong();
    Cell cell = null;
    if (any) {
      synchronized (cells) {
        cell = cells.get(key);
      }
    }
    return verdict(rate, now, current(cell, now).due());
  }

  /** Counts one failure; none beyond what is allowed, so that the refusal comes to an end. */
  Counted count(Key key, Rate rate) {
    long now = nanos.getAsLong();
    synchronized (cells) {
      Cell cell = current(cells.get(key), now);
      RateLimiter.Verdict before = verdict(rate, now, cell.due());
      if (!before.allowed()) {
        return new Counted(before, false);
      }
      long due = cell.due() + rate.intervalNanos();
      RateLimiter.Verdict after = verdict(rate, now, due);
      boolean recently = cell.noticed() && now - cell.noticedAt() < rate.window().toNanos();
      boolean exhausted = !after.allowed() && !recently;
      cells.put(
          key, exhausted ? new Cell(due, true, now) : new Cell(due, recently, cell.noticedAt()));
      any = true;
      return new Counted(after, exhausted);
    }
  }

  private static Cell current(Cell cell, long now) {
    return cell == null || cell.due() - now < 0 ? new Cell(now, false, 0) : cell;
  }

  private static RateLimiter.Verdict verdict(Rate rate, long now, long due) {
    long window = rate.window().toNanos();
    long interval = rate.intervalNanos();
    long room = window - (due - now);
    int remaining = (int) Math.max(0, Math.min(rate.count(), room / interval));
    long retry = Math.max(0, interval - room);
    return new RateLimiter.Verdict(retry == 0, rate.count(), remaining, due - now, retry);
  }
}
