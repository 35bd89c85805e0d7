/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Caches present and absent values, each with its own size limit: a flood of unknown names evicts
 * no present value. A key is loaded by one thread at a time, and {@link #forget} waits for a load
 * in progress, so a value that was read before a change is never cached after it.
 *
 * @param <V> the value
 */
final class PositiveNegativeLookupCache<V> {
  private final Cache<String, V> present;
  private final Cache<String, Boolean> absent;

  /**
   * @param maxPresent the maximum number of cached values
   * @param maxAbsent the maximum number of cached keys without a value
   */
  PositiveNegativeLookupCache(long maxPresent, long maxAbsent) {
    this.present =
        MeasuredCacheFactory.build(
            "platform-tenancy.present",
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(maxPresent));
    this.absent =
        MeasuredCacheFactory.build(
            "platform-tenancy.absent",
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(maxAbsent));
  }

  /** Returns the value, loaded if neither its presence nor its absence is cached. */
  Optional<V> get(String key, Function<String, Optional<V>> load) {
    var known = present.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    var loaded = new AtomicReference<V>();
    // The load runs under the lock of this key in the absent cache, which forget() acquires first.
    Boolean unused =
        absent.get(
            key,
            wanted -> {
              load.apply(wanted).ifPresent(loaded::set);
              if (loaded.get() == null) {
                return Boolean.TRUE;
              }
              present.put(wanted, loaded.get());
              return null;
            });
    return Optional.ofNullable(loaded.get());
  }

  /** Removes the key from both caches. */
  void forget(String key) {
    absent.invalidate(key);
    present.invalidate(key);
  }

  /** Returns the number of cached keys after eviction. */
  long size() {
    present.cleanUp();
    absent.cleanUp();
    return present.estimatedSize() + absent.estimatedSize();
  }
}
