/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class DelegationSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new DelegationSettings();
  }
}
