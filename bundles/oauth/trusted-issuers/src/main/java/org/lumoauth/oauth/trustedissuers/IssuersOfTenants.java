package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the issuers and links of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-trusted-issuers"})
public final class IssuersOfTenants implements TenantDataOwner {

  private final IssuerStore store;
  private final IssuerMemory memory;

  @Activate
  public IssuersOfTenants(@Reference IssuerStore store, @Reference IssuerMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.forget(tenantId);
  }
}
