/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * A bounded cache of API keys in use. Every change to one of a tenant's keys starts a new
 * generation, so an entry read under an old generation is never used, even if the read was still in
 * progress. Unknown keys are not cached, because an attacker never guesses the same key twice.
 */
final class ApiKeyCache {
  private static final long MAX_KEYS = 50_000;
  private static final long MAX_TENANTS = 100_000;

  private final AtomicLong next = new AtomicLong();
  private final Cache<String, Long> generations =
      MeasuredCacheFactory.build(
          "platform-apikeys.generations",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_TENANTS));
  private final Cache<ApiKeyCacheKey, ApiKey> keys =
      MeasuredCacheFactory.build(
          "platform-apikeys.keys",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_KEYS));

  /** A cache key by id or by hash. The two never collide, because ids have a prefix. */
  private record ApiKeyCacheKey(String tenantId, long generation, String idOrHash) {}

  /** Returns the key; reads it if it is not cached. */
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

  /** Evicts all keys of a tenant. */
  void forget(String tenantId) {
    generations.invalidate(tenantId);
  }
}
