package org.lumoauth.agents.registry.store;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the agents of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-registry"})
public final class AgentTenantDataEraser implements TenantDataEraser {

  private final AgentStore store;
  private final AgentCache cache;

  @Activate
  public AgentTenantDataEraser(@Reference AgentStore store, @Reference AgentCache cache) {
    this.store = store;
    this.cache = cache;
  }

  @Override
  public void erase(String tenantId) {
    store.deleteAll(tenantId);
    cache.invalidateAll();
  }
}
