package org.lumoauth.oauth.grant.tokenexchange;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class TokenExchangeSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new TokenExchangeSettings();
  }
}
