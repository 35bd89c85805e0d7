package org.lumoauth.agents.jit;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TasksOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = JitUnit.on(database.open(JitUnit.DEFINITION));
    return new TasksOfTenants(new TaskStore(unit), new SpendStore(unit));
  }
}
