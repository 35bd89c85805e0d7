package org.lumoauth.platform.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Keys in use, remembered within a bound. A tenant's generation ends with every change of one of
 * its keys: what was read under the old one is never looked at again, not even if the read was
 * still in progress. Keys that there are not are not remembered: whoever guesses never guesses the
 * same one twice.
 */
final class ApiKeyCache {
  private static final long MAX_KEYS = 50_000;
  private static final long MAX_TENANTS = 100_000;

  private final AtomicLong next = new AtomicLong();
  private final Cache<String, Long> generations =
      MeasuredCache.build(
          "platform-apikeys.generations",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_TENANTS));
  private final Cache<ApiKeyCacheKey, ApiKey> keys =
      MeasuredCache.build(
          "platform-apikeys.keys",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_KEYS));

  /** By id or by hash: the two never look alike, ids have a prefix. */
  private record ApiKeyCacheKey(String tenantId, long generation, String idOrHash) {}

  /** The key, read if it is not remembered. */
  Optional<ApiKey> get(String tenantId, String idOrHash, Supplier<Optional<ApiKey>> read) {
    long generation = generations.get(tenantId, missing -> next.incrementAndGet());
    var place = new ApiKeyCacheKey(tenantId, generation, idOrHash);
    var known = keys.getIfPresent(place);
    if (known != null) {
      return Optional.of(known);
    }
    var found = read.get();
    found.ifPresent(key -> keys.put(place, key));
    return found;
  }

  /** Forgets all keys of a tenant. */
  void forget(String tenantId) {
    generations.invalidate(tenantId);
  }
}
