package org.lumoauth.agents.mcp.server;

import org.lumoauth.agents.mcp.tool.McpToolStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the servers of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-mcp"})
public final class McpTenantDataEraser implements TenantDataEraser {

  private final McpServerStore store;
  private final McpServerCache memory;
  private final McpToolStore tools;

  @Activate
  public McpTenantDataEraser(
      @Reference McpServerStore store,
      @Reference McpServerCache memory,
      @Reference McpToolStore tools) {
    this.store = store;
    this.memory = memory;
    this.tools = tools;
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
    tools.erase(tenantId);
    memory.forget(tenantId);
  }
}
