/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class ApprovalSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ApprovalSettings();
  }
}
