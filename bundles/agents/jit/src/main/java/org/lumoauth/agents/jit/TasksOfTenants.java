package org.lumoauth.agents.jit;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the tasks and requests of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-jit"})
public final class TasksOfTenants implements TenantDataOwner {

  private final TaskStore store;
  private final SpendStore spends;

  @Activate
  public TasksOfTenants(@Reference TaskStore store, @Reference SpendStore spends) {
    this.store = store;
    this.spends = spends;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    spends.erase(tenantId);
  }
}
