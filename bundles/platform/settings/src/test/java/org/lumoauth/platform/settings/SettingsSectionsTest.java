package org.lumoauth.platform.settings;

import org.junit.jupiter.api.Nested;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.platform.settings.section.GeneralSettings;
import org.lumoauth.platform.settings.section.SecuritySettings;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class SettingsSectionsTest {

  @Nested
  class General extends TenantSettingsSectionContract {
    @Override
    protected TenantSettingsSection schema() {
      return new GeneralSettings();
    }
  }

  @Nested
  class Security extends TenantSettingsSectionContract {
    @Override
    protected TenantSettingsSection schema() {
      return new SecuritySettings();
    }
  }
}
