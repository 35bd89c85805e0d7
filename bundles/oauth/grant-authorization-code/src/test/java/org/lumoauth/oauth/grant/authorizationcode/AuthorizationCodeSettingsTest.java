package org.lumoauth.oauth.grant.authorizationcode;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class AuthorizationCodeSettingsTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new AuthorizationCodeSettings();
  }
}
