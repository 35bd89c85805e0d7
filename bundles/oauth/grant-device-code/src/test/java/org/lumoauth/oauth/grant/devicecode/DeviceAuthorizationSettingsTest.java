package org.lumoauth.oauth.grant.devicecode;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class DeviceAuthorizationSettingsTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new DeviceAuthorizationSettings();
  }
}
