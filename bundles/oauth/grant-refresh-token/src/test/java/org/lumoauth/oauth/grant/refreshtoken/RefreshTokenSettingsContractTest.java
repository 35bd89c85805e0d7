package org.lumoauth.oauth.grant.refreshtoken;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class RefreshTokenSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new RefreshTokenSettings();
  }
}
