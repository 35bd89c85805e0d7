package org.lumoauth.platform.settings;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SettingsOwnerContractTest extends PersistentTenantDataEraserContract {

  private Fixture settings;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    settings = new Fixture(database);
    return new SettingsMaintenance.SettingsDataEraser(settings.own);
  }

  @AfterEach
  void close() {
    settings.close();
  }
}
