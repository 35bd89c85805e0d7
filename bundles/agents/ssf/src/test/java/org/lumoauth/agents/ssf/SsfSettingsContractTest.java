/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class SsfSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new SsfSettings();
  }
}
