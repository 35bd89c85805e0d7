package org.lumoauth.oauth.grant.refreshtoken;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RefreshTokenEndsContractTest extends StoredTenantDataContract {

  private RefreshTokenEnds ends;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    ends = new RefreshTokenEnds(new FamilyStore(database.open(FamilyStore.DEFINITION)));
    return ends;
  }

  @AfterEach
  void close() {
    ends.stopPurging();
  }
}
