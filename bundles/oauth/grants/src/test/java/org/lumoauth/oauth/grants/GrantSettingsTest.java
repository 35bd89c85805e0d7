package org.lumoauth.oauth.grants;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class GrantSettingsTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new GrantSettings();
  }
}
