package org.lumoauth.oauth.clientkeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientKeys;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys that clients registered, by value or by address (RFC 7591 section 2). Where a client has
 * both, which it must not, those by value count.
 */
@Component
public final class RegisteredClientKeys implements ClientKeys {

  private static final int MAX_SETS = 10_000;

  private record Key(String tenantId, URI uri) {}

  private final OutboundHttp http;
  private final InstantSource clock;
  private final Cache<Key, RemoteKeySet> sets =
      Caffeine.newBuilder().maximumSize(MAX_SETS).expireAfterAccess(Duration.ofDays(1)).build();

  @Activate
  public RegisteredClientKeys(@Reference OutboundHttp http) {
    this(http, InstantSource.system());
  }

  RegisteredClientKeys(OutboundHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid) {
    Object byValue = client.metadata().get("jwks");
    if (byValue != null) {
      return KeySet.named(KeySet.of(byValue), kid);
    }
    return address(client)
        .map(uri -> sets.get(new Key(tenant.id(), uri), k -> new RemoteKeySet(uri, http, clock)))
        .map(set -> set.find(kid))
        .orElse(List.of());
  }

  private static Optional<URI> address(Client client) {
    try {
      return client.metadata().get("jwks_uri") instanceof String text
          ? Optional.of(URI.create(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
