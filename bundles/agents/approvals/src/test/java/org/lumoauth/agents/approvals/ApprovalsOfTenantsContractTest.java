package org.lumoauth.agents.approvals;

import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.ApprovalsUnit;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApprovalsOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = ApprovalsUnit.on(database.open(ApprovalsUnit.DEFINITION));
    return new ApprovalsOfTenants(new ApprovalStore(unit));
  }
}
