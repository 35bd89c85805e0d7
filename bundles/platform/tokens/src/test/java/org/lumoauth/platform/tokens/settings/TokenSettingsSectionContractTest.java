/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class TokenSettingsSectionContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new TokenSettingsSection(
        TokensConfigFactory.signing("ES256"),
        new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("ES256")));
  }
}
