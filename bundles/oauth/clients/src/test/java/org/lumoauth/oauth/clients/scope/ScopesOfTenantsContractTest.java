package org.lumoauth.oauth.clients.scope;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ScopesOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new ScopeStore(new ClientsUnit(database.units()));
    return new ScopesOfTenants(store, new ScopeMemory(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("oac_client", "oac_client_gone");
  }
}
