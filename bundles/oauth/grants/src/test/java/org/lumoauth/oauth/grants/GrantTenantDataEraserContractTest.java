package org.lumoauth.oauth.grants;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GrantTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new GrantSqlGateway(database.open(GrantSqlGateway.DEFINITION));
    var grants = new AuthorizationGrantStore(unit);
    return new GrantTenantDataEraser(
        grants, new ConsentStore(unit), new AuthorizationGrantCache(grants));
  }
}
