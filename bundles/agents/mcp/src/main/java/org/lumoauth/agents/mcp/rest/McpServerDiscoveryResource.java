/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.mcp.server.McpServerRegistry;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/mcp/servers}: servers with their discovery data, for their developers. */
@Path("mcp/servers")
@Produces("application/json")
public final class McpServerDiscoveryResource {

  private final McpServerRegistry servers;

  McpServerDiscoveryResource(McpServerRegistry servers) {
    this.servers = servers;
  }

  @GET
  @OperationSummary("List MCP servers with their discovery data")
  @RequiresPermission(SystemPermissions.SETTINGS_MANAGE)
  public Map<String, Object> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    var page =
        ListResponseBody.of(
            AdminMcpServersResource.page(servers.list(tenant), query.request())
                .map(McpServerViewFactory::item),
            "mcp_servers");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("servers", page.data());
    body.put("data", page.data());
    body.put("pagination", page.pagination());
    return body;
  }

  @GET
  @OperationSummary("Get an MCP server with its discovery data")
  @Path("{serverId}")
  @RequiresPermission(SystemPermissions.SETTINGS_MANAGE)
  public Map<String, Object> get(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = HttpExchange.of(request).tenant();
    return McpServerViewFactory.discovery(tenant, servers.get(tenant, serverId));
  }
}
