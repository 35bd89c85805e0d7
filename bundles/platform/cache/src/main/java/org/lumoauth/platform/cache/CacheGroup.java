/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The caches with one name. They share a counter, so that counts never decrease when the bundle of
 * a cache is replaced. Listing a cache here does not prevent its garbage collection.
 */
final class CacheGroup {
  private final StatsCounter counter = new ConcurrentStatsCounter();
  private final List<WeakReference<Cache<?, ?>>> caches = new CopyOnWriteArrayList<>();

  void add(Cache<?, ?> cache) {
    caches.removeIf(reference -> reference.get() == null);
    caches.add(new WeakReference<>(cache));
  }

  StatsCounter counter() {
    return counter;
  }

  CacheStats statistics() {
    return counter.snapshot();
  }

  long entries() {
    long entries = 0;
    for (WeakReference<Cache<?, ?>> reference : caches) {
      Cache<?, ?> cache = reference.get();
      entries += cache == null ? 0 : cache.estimatedSize();
    }
    return entries;
  }
}
