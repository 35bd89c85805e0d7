package org.lumoauth.agents.delegation.consent;

import java.util.Set;
import org.lumoauth.agents.delegation.DelegationSqlGateway;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new DelegationStore(
            DelegationSqlGateway.on(database.open(DelegationSqlGateway.DEFINITION)));
    return new DelegationTenantDataEraser(store, new DelegationCache(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("agd_token");
  }
}
