/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class CrossAppAccessSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new CrossAppAccessSettings();
  }
}
