package org.lumoauth.oauth.clients.scope;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the scopes of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-scopes"})
public final class ScopeTenantDataEraser implements TenantDataEraser {

  private final ScopeStore store;
  private final ScopeCache memory;

  @Activate
  public ScopeTenantDataEraser(@Reference ScopeStore store, @Reference ScopeCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
