/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches key sets by URL in memory, separately for each tenant. Clients determine the size of their
 * keys, so the cache is limited by size, to a sixteenth of the heap.
 */
@Component
public final class RemoteKeySetCache implements RemoteKeySetClient {

  private static final int SHARE = 16;

  private record KeySetCacheKey(String tenantId, URI uri) {}

  private final OutboundHttpClient http;
  private final FetchWaitLimiter waiting;
  private final InstantSource clock;
  private final Cache<KeySetCacheKey, RemoteKeySetCacheEntry> sets;

  @Activate
  public RemoteKeySetCache(@Reference OutboundHttpClient http, @Reference InstantSource clock) {
    this(http, new FetchWaitLimiter(), clock, Runtime.getRuntime().maxMemory() / SHARE);
  }

  RemoteKeySetCache(
      OutboundHttpClient http, FetchWaitLimiter waiting, InstantSource clock, long maxBytes) {
    this.http = http;
    this.waiting = waiting;
    this.clock = clock;
    this.sets =
        MeasuredCacheFactory.build(
            "oauth-client-keys.key-sets",
            Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((KeySetCacheKey key, RemoteKeySetCacheEntry set) -> set.weight())
                .expireAfterAccess(Duration.ofDays(1))
                .executor(Runnable::run)); // Evict excess entries before more are added.
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, URI address, Optional<String> kid) {
    return findIfAvailable(tenant, address, kid)
        .orElseThrow(
            () ->
                ApiException.temporarilyUnavailable(
                    "The signer's keys cannot be fetched at the moment. Try again shortly.",
                    RemoteKeySetCacheEntry.AFTER_FAILURE));
  }

  @Override
  public Optional<List<Map<String, Object>>> findIfAvailable(
      TenantContext tenant, URI address, Optional<String> kid) {
    KeySetCacheKey key = new KeySetCacheKey(tenant.id(), address);
    RemoteKeySetCacheEntry set =
        sets.get(
            key, of -> new RemoteKeySetCacheEntry(key.tenantId(), address, http, waiting, clock));
    int before = set.weight();
    Optional<List<Map<String, Object>>> keys = set.find(kid);
    if (set.weight() != before) {
      sets.asMap().replace(key, set); // Updates the weight of the entry.
    }
    return keys;
  }
}
