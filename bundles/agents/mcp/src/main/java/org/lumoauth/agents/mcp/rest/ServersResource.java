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
import org.lumoauth.agents.mcp.server.ServerRegistry;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.PageQuery;

/** {@code ~/mcp/servers}: for developers of servers, with what clients discover. */
@Path("mcp/servers")
@Produces("application/json")
public final class ServersResource {

  private final ServerRegistry servers;

  ServersResource(ServerRegistry servers) {
    this.servers = servers;
  }

  @GET
  @Requires(SystemPermissions.SETTINGS_MANAGE)
  public Map<String, Object> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    var page =
        ListBody.of(
            AdminServersResource.page(servers.list(tenant), query.request()).map(ServerView::item),
            "mcp_servers");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("servers", page.data());
    body.put("data", page.data());
    body.put("pagination", page.pagination());
    return body;
  }

  @GET
  @Path("{serverId}")
  @Requires(SystemPermissions.SETTINGS_MANAGE)
  public Map<String, Object> get(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = Exchange.of(request).tenant();
    return ServerView.discovery(tenant, servers.get(tenant, serverId));
  }
}
