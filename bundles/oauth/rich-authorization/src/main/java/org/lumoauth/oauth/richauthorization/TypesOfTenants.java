package org.lumoauth.oauth.richauthorization;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the types of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-rich-authorization"})
public final class TypesOfTenants implements TenantDataOwner {

  private final TypeStore store;
  private final TypeMemory memory;

  @Activate
  public TypesOfTenants(@Reference TypeStore store, @Reference TypeMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }
}
