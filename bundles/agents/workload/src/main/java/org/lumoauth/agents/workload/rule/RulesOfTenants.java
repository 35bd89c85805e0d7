package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the rules of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-workload"})
public final class RulesOfTenants implements TenantDataOwner {

  private final RuleStore store;
  private final RuleMemory memory;

  @Activate
  public RulesOfTenants(@Reference RuleStore store, @Reference RuleMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forgetTenant(tenantId);
  }
}
