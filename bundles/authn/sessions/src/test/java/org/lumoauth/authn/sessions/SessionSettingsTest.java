package org.lumoauth.authn.sessions;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class SessionSettingsTest extends SettingsSchemaContract {
  @Override
  protected TenantSettingsSection schema() {
    return new SessionSettings();
  }
}
