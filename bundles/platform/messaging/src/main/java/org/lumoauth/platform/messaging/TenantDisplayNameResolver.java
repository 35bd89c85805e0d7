/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The display names of tenants: the tenant's own setting, otherwise the operator's. */
@Component(service = TenantDisplayNameResolver.class)
public final class TenantDisplayNameResolver {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TenantAdminService tenants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SettingsStore settings;

  /** Used by the component runtime. */
  public TenantDisplayNameResolver() {}

  TenantDisplayNameResolver(TenantAdminService tenants, SettingsStore settings) {
    this.tenants = tenants;
    this.settings = settings;
  }

  /** Returns the tenant's name, or its slug while no name is available. */
  String of(TenantContext tenant) {
    SettingsStore set = settings;
    if (set != null
        && set.read(tenant, "general").get("displayName") instanceof String name
        && !name.isBlank()) {
      return name;
    }
    TenantAdminService known = tenants;
    return known == null
        ? tenant.slug()
        : known.find(tenant.slug()).map(Tenant::name).orElseGet(tenant::slug);
  }
}
