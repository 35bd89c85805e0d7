package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the rules of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-workload"})
public final class TrustRuleTenantDataEraser implements TenantDataEraser {

  private final TrustRuleStore store;
  private final TrustRuleCache memory;

  @Activate
  public TrustRuleTenantDataEraser(
      @Reference TrustRuleStore store, @Reference TrustRuleCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidateTenant(tenantId);
  }
}
