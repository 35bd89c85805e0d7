package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the issuers and links of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-trusted-issuers"})
public final class TrustedIssuerTenantDataEraser implements TenantDataEraser {

  private final TrustedIssuerStore store;
  private final TrustedIssuerCache memory;

  @Activate
  public TrustedIssuerTenantDataEraser(
      @Reference TrustedIssuerStore store, @Reference TrustedIssuerCache memory) {
    this.store = store;
    this.memory = memory;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }
}
