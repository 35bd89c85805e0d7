package org.lumoauth.platform.tokens.settings;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class TokenSettingsSchemaContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new TokenSettingsSchema(
        Configs.signing("ES256"), new AccessTokenSigningAlgorithms(Configs.signing("ES256")));
  }
}
