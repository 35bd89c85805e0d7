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
 * Providers in memory, all of a tenant together: every sign-in page shows them. A change on this
 * node or, by event, on another is seen by the next question.
 */
@Component(
    service = {SocialProviderCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authn-federation"})
public final class SocialProviderCache implements DomainEventListener {

  /** A provider was added, changed or removed; the event's id is its name. */
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

  /** All providers of a tenant, by number. */
  public List<SocialProvider> all(String tenantId) {
    return tenants.get(tenantId, id -> List.copyOf(load.apply(id)));
  }

  /** The provider of this name. */
  public Optional<SocialProvider> find(String tenantId, String provider) {
    return all(tenantId).stream().filter(each -> each.provider().equals(provider)).findFirst();
  }

  /** What is remembered of a tenant is read anew. */
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
