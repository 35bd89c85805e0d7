package org.lumoauth.authn.sessions;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class SessionSettingsTest extends SettingsSchemaContract {
  @Override
  protected SettingsSchema schema() {
    return new SessionSettings();
  }
}
