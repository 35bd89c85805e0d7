package org.lumoauth.authn.registration;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class RegistrationSettingsTest extends SettingsSchemaContract {
  @Override
  protected SettingsSchema schema() {
    return new RegistrationSettings();
  }
}
