package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustRuleTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new TrustRuleStore(TrustRuleSqlGateway.on(database.open(TrustRuleSqlGateway.DEFINITION)));
    return new TrustRuleTenantDataEraser(store, new TrustRuleCache(store));
  }
}
