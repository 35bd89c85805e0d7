package org.lumoauth.oauth.grant.tokenexchange;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class TokenExchangeSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new TokenExchangeSettings();
  }
}
