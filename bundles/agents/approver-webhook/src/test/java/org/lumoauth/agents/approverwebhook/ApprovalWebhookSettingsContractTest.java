/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverwebhook;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class ApprovalWebhookSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ApprovalWebhookSettings();
  }
}
