package org.lumoauth.platform.messaging;

import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What people call a tenant: as it wants to be called, else as the operator does. */
@Component(service = TenantNames.class)
public final class TenantNames {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TenantAdmin tenants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SettingsStore settings;

  /** For the component runtime. */
  public TenantNames() {}

  TenantNames(TenantAdmin tenants, SettingsStore settings) {
    this.tenants = tenants;
    this.settings = settings;
  }

  /** The tenant's name; its slug while nobody can be asked. */
  String of(TenantContext tenant) {
    SettingsStore set = settings;
    if (set != null
        && set.read(tenant, "general").get("displayName") instanceof String name
        && !name.isBlank()) {
      return name;
    }
    TenantAdmin known = tenants;
    return known == null
        ? tenant.slug()
        : known.find(tenant.slug()).map(Tenant::name).orElseGet(tenant::slug);
  }
}
