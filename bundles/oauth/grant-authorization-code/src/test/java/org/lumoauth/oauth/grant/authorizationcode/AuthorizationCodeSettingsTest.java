package org.lumoauth.oauth.grant.authorizationcode;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class AuthorizationCodeSettingsTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new AuthorizationCodeSettings();
  }
}
