package org.lumoauth.agents.delegation.consent;

import java.util.Set;
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationsOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new DelegationStore(DelegationUnit.on(database.open(DelegationUnit.DEFINITION)));
    return new DelegationsOfTenants(store, new DelegationMemory(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("agd_token");
  }
}
