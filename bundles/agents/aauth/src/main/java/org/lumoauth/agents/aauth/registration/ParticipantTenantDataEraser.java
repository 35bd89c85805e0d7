package org.lumoauth.agents.aauth.registration;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the agents and resources of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-aauth"})
public final class ParticipantTenantDataEraser implements TenantDataEraser {

  private final ParticipantStore store;
  private final ParticipantCache memory;

  @Activate
  public ParticipantTenantDataEraser(
      @Reference ParticipantStore store, @Reference ParticipantCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
