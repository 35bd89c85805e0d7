/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.mcp.access.ToolAuthorizationMappingValidator;
import org.lumoauth.agents.mcp.server.McpServerClientReferenceValidator;
import org.lumoauth.agents.mcp.server.McpServerRegistry;
import org.lumoauth.agents.mcp.tool.McpToolRegistry;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST resources of MCP servers. */
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
      @Reference McpServerRegistry servers,
      @Reference McpToolRegistry tools,
      @Reference ToolAuthorizationMappingValidator mappings,
      @Reference ClientDirectory clients) {
    this.singletons =
        Set.of(
            new AdminMcpServersResource(
                servers, tools, mappings, new McpServerClientReferenceValidator(clients)),
            new McpServerDiscoveryResource(servers));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
