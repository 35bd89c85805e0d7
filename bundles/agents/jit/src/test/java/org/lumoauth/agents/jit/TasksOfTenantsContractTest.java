package org.lumoauth.agents.jit;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TasksOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new TasksOfTenants(new TaskStore(JitUnit.on(database.open(JitUnit.DEFINITION))));
  }
}
