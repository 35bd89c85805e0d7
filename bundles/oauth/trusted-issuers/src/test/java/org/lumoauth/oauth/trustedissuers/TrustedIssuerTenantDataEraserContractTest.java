package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustedIssuerTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new TrustedIssuerSqlGateway(database.open(TrustedIssuerSqlGateway.DEFINITION));
    var store = new TrustedIssuerStore(unit);
    return new TrustedIssuerTenantDataEraser(store, new TrustedIssuerCache(store));
  }
}
