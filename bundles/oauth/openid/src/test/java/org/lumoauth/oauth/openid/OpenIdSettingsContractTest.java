package org.lumoauth.oauth.openid;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class OpenIdSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new OpenIdSettings();
  }
}
