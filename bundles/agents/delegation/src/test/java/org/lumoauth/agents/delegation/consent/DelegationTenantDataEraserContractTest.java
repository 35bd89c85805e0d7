package org.lumoauth.agents.delegation.consent;

import java.util.Set;
import org.lumoauth.agents.delegation.DelegationPersistenceUnit;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new DelegationStore(
            DelegationPersistenceUnit.on(database.open(DelegationPersistenceUnit.DEFINITION)));
    return new DelegationTenantDataEraser(store, new DelegationCache(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("agd_token");
  }
}
