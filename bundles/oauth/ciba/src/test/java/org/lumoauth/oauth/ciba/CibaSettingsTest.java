package org.lumoauth.oauth.ciba;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class CibaSettingsTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new CibaSettings();
  }
}
