package org.lumoauth.authz.openfga.assertion;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the assertions of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-openfga"})
public final class FgaAssertionTenantDataEraser implements TenantDataEraser {
  private final FgaAssertionStore assertions;

  @Activate
  public FgaAssertionTenantDataEraser(@Reference FgaAssertionStore assertions) {
    this.assertions = assertions;
  }

  @Override
  public void erase(String tenantId) {
    assertions.erase(tenantId);
  }
}
