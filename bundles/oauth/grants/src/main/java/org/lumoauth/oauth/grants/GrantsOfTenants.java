package org.lumoauth.oauth.grants;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the grants and consents of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-grants"})
public final class GrantsOfTenants implements TenantDataOwner {

  private final GrantStore grants;
  private final ConsentStore consents;
  private final GrantMemory memory;

  @Activate
  public GrantsOfTenants(
      @Reference GrantStore grants,
      @Reference ConsentStore consents,
      @Reference GrantMemory memory) {
    this.grants = grants;
    this.consents = consents;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    grants.erase(tenantId);
    consents.erase(tenantId);
    memory.forget(tenantId);
  }
}
