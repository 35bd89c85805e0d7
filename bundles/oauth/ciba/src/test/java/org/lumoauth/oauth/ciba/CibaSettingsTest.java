package org.lumoauth.oauth.ciba;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class CibaSettingsTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new CibaSettings();
  }
}
