package org.lumoauth.oauth.grants;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GrantsOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new GrantsUnit(database.open(GrantsUnit.DEFINITION));
    var grants = new GrantStore(unit);
    return new GrantsOfTenants(grants, new ConsentStore(unit), new GrantMemory(grants));
  }
}
