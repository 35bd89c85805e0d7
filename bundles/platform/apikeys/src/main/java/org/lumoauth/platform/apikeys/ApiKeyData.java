package org.lumoauth.platform.apikeys;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the keys of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-apikeys"})
public final class ApiKeyData implements TenantDataOwner {
  private final ApiKeyStore store;
  private final KnownKeys keys;

  @Activate
  public ApiKeyData(@Reference ApiKeyStore store, @Reference KnownKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  @Override
  public void erase(String tenantId) {
    store.deleteAll(tenantId);
    keys.changed(tenantId);
  }
}
