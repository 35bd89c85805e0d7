/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Builds caches with metrics for hits, misses, evictions and entries. Every cache of the server is
 * built here. Its name is a constant: the module and the content, as {@code oauth-clients.scopes}.
 * Caches with the same name are measured together.
 */
public final class MeasuredCacheFactory {

  private MeasuredCacheFactory() {}

  /**
   * Builds a cache.
   *
   * @param name letters, digits and hyphens, with a dot between module and content
   * @param builder all settings but the statistics
   */
  public static <K, V> Cache<K, V> build(String name, Caffeine<? super K, ? super V> builder) {
    CacheGroup group = CacheRegistry.group(name);
    builder.recordStats(group::counter);
    Cache<K, V> cache = builder.build();
    group.add(cache);
    return cache;
  }

  /** Builds a cache that loads missing values itself. */
  public static <K, V> LoadingCache<K, V> build(
      String name, Caffeine<? super K, ? super V> builder, CacheLoader<? super K, V> loader) {
    CacheGroup group = CacheRegistry.group(name);
    builder.recordStats(group::counter);
    LoadingCache<K, V> cache = builder.build(loader);
    group.add(cache);
    return cache;
  }
}
