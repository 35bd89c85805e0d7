/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Keeps a generation number per tenant, which is part of cache keys: after an increment, entries
 * with the previous number, even those still being loaded, are not found again. Numbers are never
 * reused.
 */
final class CacheGenerations {

  private final AtomicLong last = new AtomicLong();
  private final Cache<String, Long> byTenant;

  CacheGenerations(long tenants) {
    this.byTenant =
        MeasuredCacheFactory.build(
            "authz-abac.generations", Caffeine.newBuilder().maximumSize(tenants));
  }

  long current(String tenantId) {
    return byTenant.get(tenantId, id -> last.incrementAndGet());
  }

  void advance(String tenantId) {
    byTenant.put(tenantId, last.incrementAndGet());
  }
}
