package org.lumoauth.agents.workload.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadTokens;
import org.lumoauth.api.key.KeySets;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.WaitingRoom;
import org.lumoauth.api.outbound.WebAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys of issuers, each tenant's its own: by value, behind the address that the rule names, or
 * behind the one that the issuer's metadata names. What a token says of keys is not looked at.
 */
@Component(service = IssuerKeys.class)
public final class IssuerKeys {

  private static final int MAX_ISSUERS = 10_000;

  private record Key(String tenantId, String issuer) {}

  private final KeySets sets;
  private final OutboundHttp http;
  private final InstantSource clock;
  private final WaitingRoom waiting = new WaitingRoom();
  private final Cache<Key, DiscoveredKeys> issuers =
      MeasuredCache.build(
          "agents-workload.issuer-keys",
          Caffeine.newBuilder().maximumSize(MAX_ISSUERS).expireAfterAccess(Duration.ofDays(1)));

  @Activate
  public IssuerKeys(@Reference KeySets sets, @Reference OutboundHttp http) {
    this(sets, http, InstantSource.system());
  }

  /** By a clock of its own. */
  public IssuerKeys(KeySets sets, OutboundHttp http, InstantSource clock) {
    this.sets = sets;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The keys of this id, or all.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code temporarily_unavailable} if they can't be had
   *     now
   */
  List<Map<String, Object>> find(
      TenantContext tenant, Map<String, Object> trust, Optional<String> kid) {
    if (trust.get(WorkloadTokens.JWKS) instanceof Map<?, ?> set) {
      return byValue(set);
    }
    return address(tenant, trust).map(uri -> sets.find(tenant, uri, kid)).orElse(List.of());
  }

  private Optional<URI> address(TenantContext tenant, Map<String, Object> trust) {
    if (trust.get(WorkloadTokens.JWKS_URI) instanceof String address) {
      return WebAddress.of(address);
    }
    String issuer = (String) trust.get(WorkloadTokens.ISSUER);
    return issuers
        .get(
            new Key(tenant.id(), issuer),
            key -> new DiscoveredKeys(key.tenantId(), key.issuer(), http, waiting, clock))
        .address();
  }

  private static List<Map<String, Object>> byValue(Map<?, ?> set) {
    List<Map<String, Object>> keys = new ArrayList<>();
    if (set.get("keys") instanceof List<?> list) {
      for (Object key : list) {
        @SuppressWarnings("unchecked") // checked before it was kept
        Map<String, Object> jwk = (Map<String, Object>) key;
        keys.add(jwk);
      }
    }
    return keys;
  }
}
