/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class VoteCombiningSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new VoteCombiningSettings();
  }
}
