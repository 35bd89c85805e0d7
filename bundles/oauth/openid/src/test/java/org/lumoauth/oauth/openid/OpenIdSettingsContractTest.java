/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class OpenIdSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new OpenIdSettings();
  }
}
