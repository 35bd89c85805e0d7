package org.lumoauth.agents.jit;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the tasks and requests of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-jit"})
public final class TasksOfTenants implements TenantDataOwner {

  private final TaskStore store;

  @Activate
  public TasksOfTenants(@Reference TaskStore store) {
    this.store = store;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }
}
