package org.lumoauth.agents.budgets;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

class BudgetTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new BudgetSqlGateway(database.units());
    var blocks = new ReservedCallCounter(new UsageCounterStore(unit));
    return new BudgetTenantDataEraser(
        new BudgetPolicyCache(new BudgetPolicyStore(unit), blocks, new FakeDomainEventPublisher()));
  }
}
