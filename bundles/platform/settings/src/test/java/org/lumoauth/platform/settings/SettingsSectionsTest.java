/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import org.junit.jupiter.api.Nested;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.platform.settings.section.GeneralSettingsSection;
import org.lumoauth.platform.settings.section.SecuritySettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class SettingsSectionsTest {

  @Nested
  class General extends TenantSettingsSectionContract {
    @Override
    protected TenantSettingsSection schema() {
      return new GeneralSettingsSection();
    }
  }

  @Nested
  class Security extends TenantSettingsSectionContract {
    @Override
    protected TenantSettingsSection schema() {
      return new SecuritySettingsSection();
    }
  }
}
