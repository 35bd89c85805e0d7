package org.lumoauth.agents.budgets;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEvents;

class BudgetTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new BudgetUnit(database.units());
    var blocks = new CallBlocks(new CountTable(unit));
    return new BudgetTenantData(
        new Policies(new PolicyTable(unit), blocks, new FakeDomainEvents()));
  }
}
