/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the requests limited by one rule with the generic cell rate algorithm: one number per key,
 * no lock and no timer. The number of keys is limited. When the table is full, keys with a full
 * remaining limit are removed first, then those that used the smallest part of their limit: a flood
 * of new keys never clears the count of a caller that has reached its limit.
 */
final class RequestRateCounter {
  static final int MAX_KEYS = 65_536;
  private static final int KEPT_KEYS = MAX_KEYS / 8 * 7;

  private record RequestCountKey(String tenant, Object caller) {}

  private final int limit;
  private final long window;
  private final long interval;
  private final ConcurrentHashMap<RequestCountKey, AtomicLong> cells = new ConcurrentHashMap<>();
  private final AtomicBoolean pruning = new AtomicBoolean();

  RequestRateCounter(RateLimitRule rule) {
    this.limit = rule.count();
    this.window = rule.window().toNanos();
    this.interval = window / limit;
  }

  RateLimiter.RateLimitVerdict count(String tenant, Object caller, long now) {
    AtomicLong cell = cell(new RequestCountKey(tenant, caller), now);
    while (true) {
      long due = cell.get();
      long start = due - now < 0 ? now : due;
      long next = start + interval;
      if (next - now > window) {
        return new RateLimiter.RateLimitVerdict(false, limit, 0, start - now, next - now - window);
      }
      if (cell.compareAndSet(due, next)) {
        int remaining = (int) Math.min(limit, (window - (next - now)) / interval);
        return new RateLimiter.RateLimitVerdict(true, limit, remaining, next - now, 0);
      }
    }
  }

  int size() {
    return cells.size();
  }

  private AtomicLong cell(RequestCountKey key, long now) {
    AtomicLong known = cells.get(key);
    if (known != null) {
      return known;
    }
    if (cells.size() >= MAX_KEYS && pruning.compareAndSet(false, true)) {
      try {
        prune(now);
      } finally {
        pruning.set(false);
      }
    }
    return cells.computeIfAbsent(key, any -> new AtomicLong(now));
  }

  private void prune(long now) {
    cells.values().removeIf(cell -> cell.get() - now <= 0);
    long[] used = cells.values().stream().mapToLong(cell -> cell.get() - now).toArray();
    if (used.length > KEPT_KEYS) {
      Arrays.sort(used);
      long least = used[used.length - KEPT_KEYS - 1];
      cells.values().removeIf(cell -> cell.get() - now <= least);
    }
  }
}
