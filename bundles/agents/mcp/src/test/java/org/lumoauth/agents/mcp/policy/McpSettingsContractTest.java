/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class McpSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new McpSettings();
  }
}
