package org.lumoauth.agents.jit;

import org.lumoauth.agents.jit.request.JitSpendStore;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the tasks and requests of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-jit"})
public final class JitTenantDataEraser implements TenantDataEraser {

  private final AgentTaskStore store;
  private final JitSpendStore spends;

  @Activate
  public JitTenantDataEraser(@Reference AgentTaskStore store, @Reference JitSpendStore spends) {
    this.store = store;
    this.spends = spends;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    spends.erase(tenantId);
  }
}
