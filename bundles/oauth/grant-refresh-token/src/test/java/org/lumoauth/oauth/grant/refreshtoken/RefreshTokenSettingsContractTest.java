package org.lumoauth.oauth.grant.refreshtoken;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class RefreshTokenSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new RefreshTokenSettings();
  }
}
