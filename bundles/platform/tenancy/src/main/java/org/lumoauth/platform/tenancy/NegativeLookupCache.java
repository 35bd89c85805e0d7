package org.lumoauth.platform.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Remembers what is there and what is not, each within its own bound: a flood of names that do not
 * exist pushes out no name that does. A key is loaded by one thread at a time, and {@link #forget}
 * waits for a load in progress, so what was read before a change never stays after it.
 *
 * @param <V> the value
 */
final class NegativeLookupCache<V> {
  private final Cache<String, V> present;
  private final Cache<String, Boolean> absent;

  /**
   * @param maxPresent how many values to remember
   * @param maxAbsent how many keys without a value to remember
   */
  NegativeLookupCache(long maxPresent, long maxAbsent) {
    this.present =
        MeasuredCache.build(
            "platform-tenancy.present",
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(maxPresent));
    this.absent =
        MeasuredCache.build(
            "platform-tenancy.absent",
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(maxAbsent));
  }

  /** The value, loaded if it is not known whether there is one. */
  Optional<V> get(String key, Function<String, Optional<V>> load) {
    var known = present.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    var loaded = new AtomicReference<V>();
    // The load happens under the absent side's lock of this key, which forget() takes first.
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

  /** Forgets the key, value or no value. */
  void forget(String key) {
    absent.invalidate(key);
    present.invalidate(key);
  }

  /** How many keys are remembered after eviction. */
  long size() {
    present.cleanUp();
    absent.cleanUp();
    return present.estimatedSize() + absent.estimatedSize();
  }
}
