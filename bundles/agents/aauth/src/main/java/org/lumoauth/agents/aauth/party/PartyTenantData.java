package org.lumoauth.agents.aauth.party;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the agents and resources of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-aauth"})
public final class PartyTenantData implements TenantDataOwner {

  private final PartyStore store;
  private final PartyMemory memory;

  @Activate
  public PartyTenantData(@Reference PartyStore store, @Reference PartyMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }
}
