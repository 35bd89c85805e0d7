package org.lumoauth.agents.mcp.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.mcp.access.Mappings;
import org.lumoauth.agents.mcp.server.NamedClients;
import org.lumoauth.agents.mcp.server.ServerRegistry;
import org.lumoauth.agents.mcp.tool.ToolRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the admin API of MCP servers to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp",
      "lumoauth.web.routes=~/admin/mcp/servers",
      "lumoauth.web.routes=~/mcp/servers"
    })
public final class McpApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public McpApplication(
      @Reference ServerRegistry servers,
      @Reference ToolRegistry tools,
      @Reference Mappings mappings,
      @Reference NamedClients clients) {
    this.singletons =
        Set.of(
            new AdminServersResource(servers, tools, mappings, clients),
            new ServersResource(servers));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
