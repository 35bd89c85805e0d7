package org.lumoauth.oauth.richauthorization;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DetailsTypeTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new DetailsTypeStore(
            new DetailsTypeSqlGateway(database.open(DetailsTypeSqlGateway.DEFINITION)));
    return new DetailsTypeTenantDataEraser(store, new DetailsTypeCache(store));
  }
}
