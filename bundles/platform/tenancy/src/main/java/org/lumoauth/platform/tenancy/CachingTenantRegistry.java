/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.BaseUrlProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches the active tenants. Unknown and disabled tenants are handled alike: both are cached as
 * absent.
 */
@Component(
    service = {TenantRegistry.class, DomainEventListener.class, CachingTenantRegistry.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-tenancy"})
public final class CachingTenantRegistry implements TenantRegistry, DomainEventListener {

  private static final long MAX_TENANTS = 100_000;
  private static final long MAX_ABSENT = 10_000;

  private final PositiveNegativeLookupCache<TenantContext> bySlug =
      new PositiveNegativeLookupCache<>(MAX_TENANTS, MAX_ABSENT);
  private final PositiveNegativeLookupCache<TenantContext> byId =
      new PositiveNegativeLookupCache<>(MAX_TENANTS, MAX_ABSENT);
  private final TenantStore store;
  private final BaseUrlProvider baseUrl;

  @Activate
  public CachingTenantRegistry(@Reference TenantStore store, @Reference BaseUrlProvider baseUrl) {
    this.store = store;
    this.baseUrl = baseUrl;
  }

  @Override
  public Optional<TenantContext> findActive(String slug) {
    if (!TenantSlug.isWellFormed(slug)) {
      return Optional.empty();
    }
    return bySlug.get(slug, wanted -> served(store.findBySlug(wanted)));
  }

  @Override
  public Optional<TenantContext> findActiveById(String tenantId) {
    return byId.get(tenantId, wanted -> served(store.findById(wanted)));
  }

  /** An inactive tenant is read from the store, because it is rarely requested. */
  @Override
  public Optional<TenantContext> findById(String tenantId) {
    return findActiveById(tenantId)
        .or(() -> store.findById(tenantId).map(found -> context(found.id(), found.slug())));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.TENANT_CHANGED)) {
      forget(event.tenantId(), event.id());
    }
  }

  /** Makes the next call read the tenant again. */
  void forget(String tenantId, String slug) {
    bySlug.forget(slug);
    byId.forget(tenantId);
  }

  /** Returns the context of a tenant that is active or about to be. */
  TenantContext context(String tenantId, String slug) {
    return new TenantContext(tenantId, slug, baseUrl.value() + "/t/" + slug + "/api/v1");
  }

  private Optional<TenantContext> served(Optional<Tenant> tenant) {
    return tenant
        .filter(found -> found.status() == TenantStatus.ACTIVE)
        .map(found -> context(found.id(), found.slug()));
  }
}
