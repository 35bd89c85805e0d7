package org.lumoauth.agents.mcp.server;

import org.lumoauth.agents.mcp.tool.ToolStore;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the servers of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-mcp"})
public final class McpTenantData implements TenantDataOwner {

  private final ServerStore store;
  private final ServerMemory memory;
  private final ToolStore tools;

  @Activate
  public McpTenantData(
      @Reference ServerStore store, @Reference ServerMemory memory, @Reference ToolStore tools) {
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
