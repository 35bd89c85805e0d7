package org.lumoauth.authn.registration;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class RegistrationSettingsTest extends SettingsSchemaContract {
  @Override
  protected TenantSettingsSection schema() {
    return new RegistrationSettings();
  }
}
