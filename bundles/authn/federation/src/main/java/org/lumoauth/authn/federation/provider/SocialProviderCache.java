/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
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
public final class SocialProviderCache extends PerTenantSingleValueCache<List<SocialProvider>> {

  /**
   * Published when a provider was added, changed or deleted. The event's id is the provider's name.
   */
  static final String CHANGED = "identity-provider.changed";

  private static final long MAX_TENANTS = 10_000;

  @Activate
  public SocialProviderCache(@Reference SocialProviderStore store) {
    super("authn-federation.providers", MAX_TENANTS, CHANGED, id -> List.copyOf(store.all(id)));
  }

  /** Returns the provider with this name. */
  public Optional<SocialProvider> find(String tenantId, String provider) {
    return get(tenantId).stream().filter(each -> each.provider().equals(provider)).findFirst();
  }
}
