package org.lumoauth.oauth.grants;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class GrantSettingsTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new GrantSettings();
  }
}
