package org.lumoauth.oauth.grant.devicecode;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class DeviceAuthorizationSettingsTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new DeviceAuthorizationSettings();
  }
}
