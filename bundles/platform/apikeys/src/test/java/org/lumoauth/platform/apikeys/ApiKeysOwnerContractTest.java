package org.lumoauth.platform.apikeys;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeysOwnerContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var apikeys = new Fixture(database);
    return new ApiKeyUpkeep.Owner(apikeys.store, apikeys.keys);
  }
}
