/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of resources. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=mcp"})
public final class McpSettings implements TenantSettingsSection {

  static final String SECTION = "mcp";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> REGISTERED_ONLY =
      SCHEMA.flag(
          "registeredResourcesOnly",
          true,
          "Whether a client without audience_uris may only use MCP servers and this "
              + "server's own API as resources.");

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
