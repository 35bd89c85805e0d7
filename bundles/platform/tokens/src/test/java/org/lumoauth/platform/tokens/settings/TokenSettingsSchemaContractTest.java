package org.lumoauth.platform.tokens.settings;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class TokenSettingsSchemaContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new TokenSettingsSchema(
        Configs.signing("ES256"), new AccessTokenSigningAlgorithms(Configs.signing("ES256")));
  }
}
