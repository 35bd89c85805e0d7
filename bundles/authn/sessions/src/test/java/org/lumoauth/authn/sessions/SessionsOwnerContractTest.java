package org.lumoauth.authn.sessions;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SessionsOwnerContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new SessionMaintenance.SessionTenantDataEraser(new Fixture(database).sessions);
  }
}
