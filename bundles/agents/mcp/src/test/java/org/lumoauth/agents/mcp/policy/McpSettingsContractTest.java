package org.lumoauth.agents.mcp.policy;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class McpSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new McpSettings();
  }
}
