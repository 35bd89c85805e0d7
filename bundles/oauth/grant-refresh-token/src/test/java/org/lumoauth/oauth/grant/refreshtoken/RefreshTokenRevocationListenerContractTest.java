package org.lumoauth.oauth.grant.refreshtoken;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RefreshTokenRevocationListenerContractTest extends PersistentTenantDataEraserContract {

  private RefreshTokenRevocationListener ends;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    ends =
        new RefreshTokenRevocationListener(
            new RefreshTokenFamilyStore(database.open(RefreshTokenFamilyStore.DEFINITION)));
    return ends;
  }

  @AfterEach
  void close() {
    ends.stopPurging();
  }
}
