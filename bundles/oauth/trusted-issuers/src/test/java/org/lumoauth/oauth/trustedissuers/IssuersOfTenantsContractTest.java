package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IssuersOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new IssuersUnit(database.open(IssuersUnit.DEFINITION));
    var store = new IssuerStore(unit);
    return new IssuersOfTenants(store, new IssuerMemory(store));
  }
}
