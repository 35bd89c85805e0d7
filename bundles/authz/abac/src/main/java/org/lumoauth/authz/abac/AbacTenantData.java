package org.lumoauth.authz.abac;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.authz.abac.memory.HolderMemory;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the policies and attributes of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-abac"})
public final class AbacTenantData implements TenantDataOwner {

  private final AbacUnit unit;
  private final PolicyMemory policies;
  private final HolderMemory holders;
  private final RecentDecisions recent;

  @Activate
  public AbacTenantData(
      @Reference AbacUnit unit,
      @Reference PolicyMemory policies,
      @Reference HolderMemory holders,
      @Reference RecentDecisions recent) {
    this.unit = unit;
    this.policies = policies;
    this.holders = holders;
    this.recent = recent;
  }

  @Override
  public void erase(String tenantId) {
    unit.erase(tenantId);
    policies.changed(tenantId);
    holders.changed(tenantId);
    recent.forget(tenantId);
  }
}
