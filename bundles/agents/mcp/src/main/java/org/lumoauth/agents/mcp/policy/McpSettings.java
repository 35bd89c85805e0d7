package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of resources. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=mcp"})
public final class McpSettings implements TenantSettingsSection {

  static final String SECTION = "mcp";

  private static final String REGISTERED_ONLY = "registeredResourcesOnly";

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            REGISTERED_ONLY,
            SettingType.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether a client without audience_uris may only use MCP servers and this "
                + "server's own API as resources."));
  }

  /** Returns whether a resource must be registered. */
  static boolean registeredOnly(SettingsStore settings, TenantContext tenant) {
    return !Boolean.FALSE.equals(settings.read(tenant, SECTION).get(REGISTERED_ONLY));
  }
}
