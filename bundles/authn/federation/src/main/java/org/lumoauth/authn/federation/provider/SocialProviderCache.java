package org.lumoauth.authn.federation.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches all providers of each tenant, because every sign-in page shows them. A change on this
 * node, or on another through an event, takes effect at the next read.
 */
@Component(
    service = {SocialProviderCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authn-federation"})
public final class SocialProviderCache implements DomainEventListener {

  /**
   * Published when a provider was added, changed or deleted. The event's id is the provider's name.
   */
  static final String CHANGED = "identity-provider.changed";

  private static final long MAX_TENANTS = 10_000;

  private final Function<String, List<SocialProvider>> load;
  private final Cache<String, List<SocialProvider>> tenants =
      MeasuredCache.build(
          "authn-federation.providers",
          Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public SocialProviderCache(@Reference SocialProviderStore store) {
    this(store::all);
  }

  SocialProviderCache(Function<String, List<SocialProvider>> load) {
    this.load = load;
  }

  /** Returns all providers of a tenant, by number. */
  public List<SocialProvider> all(String tenantId) {
    return tenants.get(tenantId, id -> List.copyOf(load.apply(id)));
  }

  /** Returns the provider with this name. */
  public Optional<SocialProvider> find(String tenantId, String provider) {
    return all(tenantId).stream().filter(each -> each.provider().equals(provider)).findFirst();
  }

  /** Evicts a tenant's providers. */
  public void forget(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      forget(event.tenantId());
    }
  }
}
