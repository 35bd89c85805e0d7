package org.lumoauth.agents.delegation.consent;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the delegations of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-delegation"})
public final class DelegationTenantDataEraser implements TenantDataEraser {

  private final DelegationStore store;
  private final DelegationCache memory;

  @Activate
  public DelegationTenantDataEraser(
      @Reference DelegationStore store, @Reference DelegationCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
