/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches the scopes of tenants for pages and metadata. A change on this node or, by an event, on
 * another node is visible to the next lookup.
 */
@Component(
    service = {ScopeCache.class, DomainEventListener.class, ScopeDescriptionProvider.class},
    property = {"lumoauth.kind=scope-descriptions", "lumoauth.name=oauth-scopes"})
public final class ScopeCache extends PerTenantSingleValueCache<Map<String, TenantScope>>
    implements ScopeDescriptionProvider {

  static final String CHANGED = "scope.changed";
  private static final long MAX_TENANTS = 1_000;

  @Activate
  public ScopeCache(@Reference ScopeStore store) {
    super("oauth-clients.scopes", MAX_TENANTS, CHANGED, tenantId -> byName(store, tenantId));
  }

  /** Returns the scopes that the tenant created, by name. */
  List<TenantScope> of(String tenantId) {
    return List.copyOf(get(tenantId).values());
  }

  Optional<TenantScope> find(String tenantId, String name) {
    return Optional.ofNullable(get(tenantId).get(name));
  }

  /** Returns the scopes of a client that is registered without scopes. */
  public List<String> defaultScopes(TenantContext tenant) {
    return of(tenant.id()).stream().filter(TenantScope::isDefault).map(TenantScope::name).toList();
  }

  @Override
  public Optional<String> describe(TenantContext tenant, String scope) {
    return find(tenant.id(), scope).flatMap(TenantScope::description);
  }

  private static Map<String, TenantScope> byName(ScopeStore store, String tenantId) {
    Map<String, TenantScope> named = new LinkedHashMap<>();
    store.list(tenantId).forEach(scope -> named.put(scope.name(), scope));
    return named;
  }
}
