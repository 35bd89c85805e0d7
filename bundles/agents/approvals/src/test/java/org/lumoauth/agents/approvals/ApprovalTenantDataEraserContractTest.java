package org.lumoauth.agents.approvals;

import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.ApprovalsSqlGateway;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApprovalTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = ApprovalsSqlGateway.on(database.open(ApprovalsSqlGateway.DEFINITION));
    return new ApprovalTenantDataEraser(new ApprovalStore(unit));
  }
}
