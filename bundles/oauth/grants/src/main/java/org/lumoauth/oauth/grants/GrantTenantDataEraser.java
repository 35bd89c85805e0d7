package org.lumoauth.oauth.grants;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the grants and consents of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-grants"})
public final class GrantTenantDataEraser implements TenantDataEraser {

  private final AuthorizationGrantStore grants;
  private final ConsentStore consents;
  private final AuthorizationGrantCache memory;

  @Activate
  public GrantTenantDataEraser(
      @Reference AuthorizationGrantStore grants,
      @Reference ConsentStore consents,
      @Reference AuthorizationGrantCache memory) {
    this.grants = grants;
    this.consents = consents;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    grants.erase(tenantId);
    consents.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
