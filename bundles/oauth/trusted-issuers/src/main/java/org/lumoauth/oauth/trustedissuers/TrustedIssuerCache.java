package org.lumoauth.oauth.trustedissuers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches the issuers of each tenant. A change on this node, or an event of another node, applies to
 * the next lookup.
 */
@Component(
    service = {TrustedIssuerCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-trusted-issuers"})
public final class TrustedIssuerCache implements DomainEventListener {

  /** The event that an issuer was created, changed or deleted; the event ID is the issuer ID. */
  static final String CHANGED = "trusted-issuer.changed";

  private static final long MAX_TENANTS = 10_000;

  private final Function<String, List<RegisteredIssuer>> load;
  private final Cache<String, Map<String, RegisteredIssuer>> tenants =
      MeasuredCache.build(
          "oauth-trusted-issuers.issuers",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_TENANTS)
              .expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public TrustedIssuerCache(@Reference TrustedIssuerStore store) {
    this(store::all);
  }

  TrustedIssuerCache(Function<String, List<RegisteredIssuer>> load) {
    this.load = load;
  }

  /** Returns the issuer with this ID. */
  Optional<RegisteredIssuer> find(String tenantId, String id) {
    return Optional.ofNullable(all(tenantId).get(id));
  }

  /** Returns the issuer with this {@code iss}. */
  Optional<RegisteredIssuer> findByIssuer(String tenantId, String issuer) {
    return all(tenantId).values().stream()
        .filter(each -> each.settings().issuer().equals(issuer))
        .findFirst();
  }

  void invalidate(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      invalidate(event.tenantId());
    }
  }

  private Map<String, RegisteredIssuer> all(String tenantId) {
    return tenants.get(tenantId, id -> byId(load.apply(id)));
  }

  private static Map<String, RegisteredIssuer> byId(List<RegisteredIssuer> issuers) {
    Map<String, RegisteredIssuer> byId = new HashMap<>();
    issuers.forEach(issuer -> byId.put(issuer.id(), issuer));
    return Map.copyOf(byId);
  }
}
