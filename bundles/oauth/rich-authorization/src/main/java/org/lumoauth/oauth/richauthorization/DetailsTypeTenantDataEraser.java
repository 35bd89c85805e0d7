package org.lumoauth.oauth.richauthorization;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the types of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-rich-authorization"})
public final class DetailsTypeTenantDataEraser implements TenantDataEraser {

  private final DetailsTypeStore store;
  private final DetailsTypeCache memory;

  @Activate
  public DetailsTypeTenantDataEraser(
      @Reference DetailsTypeStore store, @Reference DetailsTypeCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
