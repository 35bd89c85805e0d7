package org.lumoauth.platform.apikeys;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeysOwnerContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var apikeys = new Fixture(database);
    return new ApiKeyMaintenance.ApiKeyDataEraser(apikeys.store, apikeys.keys);
  }
}
