package org.lumoauth.agents.approvals;

import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the approvals of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-approvals"})
public final class ApprovalTenantDataEraser implements TenantDataEraser {

  private final ApprovalStore store;

  @Activate
  public ApprovalTenantDataEraser(@Reference ApprovalStore store) {
    this.store = store;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }
}
