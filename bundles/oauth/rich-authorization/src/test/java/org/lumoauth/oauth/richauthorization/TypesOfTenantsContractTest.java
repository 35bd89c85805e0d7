package org.lumoauth.oauth.richauthorization;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TypesOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new TypeStore(new TypesUnit(database.open(TypesUnit.DEFINITION)));
    return new TypesOfTenants(store, new TypeMemory(store));
  }
}
