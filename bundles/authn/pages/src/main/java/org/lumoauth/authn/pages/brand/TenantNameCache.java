/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Caches the display name of each tenant, which every page shows. */
@Component(
    service = {TenantNameCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authn-pages"})
public final class TenantNameCache implements DomainEventListener {
  private static final int SIZE = 20_000;

  private final Cache<String, String> names =
      MeasuredCacheFactory.build(
          "authn-pages.tenant-names", Caffeine.newBuilder().maximumSize(SIZE));

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TenantAdminService tenants;

  /** Used by the component runtime. */
  public TenantNameCache() {}

  TenantNameCache(TenantAdminService tenants) {
    this.tenants = tenants;
  }

  /** Returns the tenant's name, or its slug while the registry is unavailable. */
  String of(TenantContext tenant) {
    TenantAdminService known = tenants;
    return known == null
        ? tenant.slug()
        : Optional.ofNullable(names.get(tenant.id(), id -> read(known, tenant)))
            .orElseGet(tenant::slug);
  }

  private static String read(TenantAdminService known, TenantContext tenant) {
    return known.find(tenant.slug()).map(Tenant::name).orElse(null);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.TENANT_CHANGED)) {
      names.invalidate(event.tenantId());
    }
  }
}
