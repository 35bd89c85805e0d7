/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class RefreshTokenSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new RefreshTokenSettings();
  }
}
