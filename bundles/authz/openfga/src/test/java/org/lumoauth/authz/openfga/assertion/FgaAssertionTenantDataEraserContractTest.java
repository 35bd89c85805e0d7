package org.lumoauth.authz.openfga.assertion;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class FgaAssertionTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new FgaAssertionSqlGateway(database.open(FgaAssertionSqlGateway.DEFINITION));
    return new FgaAssertionTenantDataEraser(new FgaAssertionStore(unit));
  }
}
