package org.lumoauth.oauth.grant.devicecode;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class DeviceSettingsTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new DeviceSettings();
  }
}
