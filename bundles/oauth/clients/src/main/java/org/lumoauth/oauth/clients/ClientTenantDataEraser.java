package org.lumoauth.oauth.clients;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the clients of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-clients"})
public final class ClientTenantDataEraser implements TenantDataEraser {

  private final ClientStore store;
  private final ClientCache memory;

  @Activate
  public ClientTenantDataEraser(@Reference ClientStore store, @Reference ClientCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
