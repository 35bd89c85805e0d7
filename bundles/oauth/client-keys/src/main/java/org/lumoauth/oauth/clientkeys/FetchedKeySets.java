package org.lumoauth.oauth.clientkeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.KeySets;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.WaitingRoom;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Key sets behind addresses, in memory, each tenant's its own. */
@Component
public final class FetchedKeySets implements KeySets {

  private static final int MAX_SETS = 10_000;

  private record Key(String tenantId, URI uri) {}

  private final OutboundHttp http;
  private final WaitingRoom waiting;
  private final InstantSource clock;
  private final Cache<Key, RemoteKeySet> sets =
      Caffeine.newBuilder().maximumSize(MAX_SETS).expireAfterAccess(Duration.ofDays(1)).build();

  @Activate
  public FetchedKeySets(@Reference OutboundHttp http) {
    this(http, new WaitingRoom(), InstantSource.system());
  }

  FetchedKeySets(OutboundHttp http, WaitingRoom waiting, InstantSource clock) {
    this.http = http;
    this.waiting = waiting;
    this.clock = clock;
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, URI address, Optional<String> kid) {
    return sets.get(new Key(tenant.id(), address), key -> new RemoteKeySet(address, http, waiting, clock))
        .find(kid);
  }
}
