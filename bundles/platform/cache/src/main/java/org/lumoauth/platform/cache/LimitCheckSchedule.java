/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Decides after which events of a key to check a limit, if the check costs a query: after each
 * event if the limit is small, otherwise after a tenth of the limit. A key therefore exceeds a
 * large limit by at most a tenth on each node. Counts of 100,000 keys are stored; rarely seen keys
 * may be forgotten.
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
   * @param limit the limit to check
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
