package org.lumoauth.oauth.clients;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ClientsOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new ClientStore(ClientsUnit.on(database.open(ClientsUnit.DEFINITION)));
    return new ClientsOfTenants(store, new ClientMemory(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("oac_scope");
  }
}
