package org.lumoauth.authz.abac.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * A number for each tenant that keys of caches have in them: with the next number everything that
 * was kept, or is being read, under the one before is never found again. No number is used twice.
 */
final class CacheGenerations {

  private final AtomicLong last = new AtomicLong();
  private final Cache<String, Long> byTenant;

  CacheGenerations(long tenants) {
    this.byTenant =
        MeasuredCache.build("authz-abac.generations", Caffeine.newBuilder().maximumSize(tenants));
  }

  long current(String tenantId) {
    return byTenant.get(tenantId, id -> last.incrementAndGet());
  }

  void advance(String tenantId) {
    byTenant.put(tenantId, last.incrementAndGet());
  }
}
