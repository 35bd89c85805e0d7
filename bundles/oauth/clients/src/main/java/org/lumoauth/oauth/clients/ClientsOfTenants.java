package org.lumoauth.oauth.clients;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the clients of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-clients"})
public final class ClientsOfTenants implements TenantDataOwner {

  private final ClientStore store;
  private final ClientMemory memory;

  @Activate
  public ClientsOfTenants(@Reference ClientStore store, @Reference ClientMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }
}
