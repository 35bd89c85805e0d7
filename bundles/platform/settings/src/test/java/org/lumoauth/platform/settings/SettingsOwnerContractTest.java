package org.lumoauth.platform.settings;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SettingsOwnerContractTest extends StoredTenantDataContract {

  private Fixture settings;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    settings = new Fixture(database);
    return new SettingsUpkeep.Owner(settings.own);
  }

  @AfterEach
  void close() {
    settings.close();
  }
}
