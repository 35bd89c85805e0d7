package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Decides after which events of a key a limit is checked whose check costs a query: after each if
 * the limit is small, else after a tenth of it. So a key exceeds a large limit by a tenth at most,
 * on each node. Counts of 100,000 keys are kept; a key that is seen rarely may be forgotten.
 */
public final class LimitCheckSchedule<K> {
  private static final int MAX_KEYS = 100_000;
  private static final int SMALL = 100;
  private static final int PARTS = 10;

  private final Cache<K, Integer> events =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_KEYS).build();

  /**
   * Counts an event.
   *
   * @param limit the limit that the check is for
   * @return whether to check now
   */
  public boolean isDue(K key, int limit) {
    if (limit < SMALL) {
      return true;
    }
    int counted = events.asMap().merge(key, 1, Integer::sum);
    if (counted < limit / PARTS) {
      return false;
    }
    events.invalidate(key);
    return true;
  }
}
