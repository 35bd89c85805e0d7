package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RulesOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new RuleStore(RulesUnit.on(database.open(RulesUnit.DEFINITION)));
    return new RulesOfTenants(store, new RuleMemory(store));
  }
}
