/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.mcp.access.ToolAuthorizationMappingValidator;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerClientReferenceValidator;
import org.lumoauth.agents.mcp.server.McpServerRegistry;
import org.lumoauth.agents.mcp.server.McpServerRequestBody;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.agents.mcp.server.McpServerSecurityPosture;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.agents.mcp.tool.McpToolListParser;
import org.lumoauth.agents.mcp.tool.McpToolRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** The REST resource {@code ~/admin/mcp/servers}. */
@Path("admin/mcp/servers")
@Produces("application/json")
@LargeRequestBody
public final class AdminMcpServersResource {

  private final McpServerRegistry servers;
  private final McpToolRegistry tools;
  private final ToolAuthorizationMappingValidator mappings;
  private final McpServerClientReferenceValidator clients;

  AdminMcpServersResource(
      McpServerRegistry servers,
      McpToolRegistry tools,
      ToolAuthorizationMappingValidator mappings,
      McpServerClientReferenceValidator clients) {
    this.servers = servers;
    this.tools = tools;
    this.mappings = mappings;
    this.clients = clients;
  }

  @GET
  @OperationSummary("List MCP servers")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    return ListResponseBody.of(
        page(servers.list(tenant), query.request()).map(server -> view(tenant, server)),
        "mcp_servers");
  }

  @POST
  @OperationSummary("Create an MCP server")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      value = McpServerRequestBody.class,
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(value = "resource_uri", required = true)
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var server =
        servers.create(
            exchange.tenant(), McpServerRequestBodyParser.read(body), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataResponseBody<>(view(exchange.tenant(), server), "The MCP server was created."))
        .build();
  }

  @GET
  @OperationSummary("Get an MCP server")
  @Path("{serverId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = HttpExchange.of(request).tenant();
    return DataResponseBody.of(view(tenant, servers.get(tenant, serverId)));
  }

  @PATCH
  @OperationSummary("Update an MCP server")
  @Path("{serverId}")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(McpServerRequestBody.class)
  @ApiErrorResponses(409)
  public DataResponseBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("serverId") String serverId,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var server = servers.change(exchange.tenant(), serverId, body, initiator(exchange));
    return new DataResponseBody<>(view(exchange.tenant(), server), "The MCP server was updated.");
  }

  @DELETE
  @OperationSummary("Delete an MCP server")
  @Path("{serverId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var exchange = HttpExchange.of(request);
    servers.delete(exchange.tenant(), serverId, initiator(exchange));
    return new MessageResponseBody("The MCP server was deleted.");
  }

  @GET
  @OperationSummary("List the tools of an MCP server")
  @Path("{serverId}/tools")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> tools(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = HttpExchange.of(request).tenant();
    String id = servers.get(tenant, serverId).id();
    return ListResponseBody.unpaged(tools.list(tenant, id).stream().map(McpTool::body).toList());
  }

  /** Replaces the tools with the result of {@code tools/list}. */
  @PUT
  @OperationSummary("Replace the tools of an MCP server")
  @Path("{serverId}/tools")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "tools",
            required = true,
            type = List.class,
            description = "The tools in the format of the tools/list result")
      })
  public DataResponseBody<List<Map<String, Object>>> putTools(
      @Context HttpServletRequest request,
      @PathParam("serverId") String serverId,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    String id = servers.get(exchange.tenant(), serverId).id();
    List<McpTool> read = McpToolListParser.read(body);
    mappings.check(read);
    tools.replace(exchange.tenant(), id, read, initiator(exchange));
    return new DataResponseBody<>(
        read.stream().map(McpTool::body).toList(), "The tools were imported.");
  }

  private Map<String, Object> view(TenantContext tenant, McpServer server) {
    return McpServerViewFactory.whole(
        server,
        McpServerSecurityPosture.of(
            server.spec(),
            tools.list(tenant, server.id()).size(),
            clients.findUnknown(tenant, server.spec())));
  }

  /** Returns a page of the servers; there are few, so all are read first. */
  static Page<McpServer> page(List<McpServer> all, PageRequest page) {
    Comparator<McpServer> order = order(page.sortBy().orElse("id"));
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<McpServer> matching =
        new ArrayList<>(
            all.stream()
                .filter(
                    server ->
                        (server.spec().name() + " " + server.spec().resourceUri())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                .toList());
    matching.sort(page.descending() ? order.reversed() : order);
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }

  private static Comparator<McpServer> order(String property) {
    Comparator<McpServer> registered = Comparator.comparing(McpServer::number);
    return switch (property) {
      case "id" -> registered;
      case "name" ->
          Comparator.comparing((McpServer server) -> server.spec().name().toLowerCase(Locale.ROOT))
              .thenComparing(registered);
      default -> throw ApiException.invalid("sortBy", "`sortBy` must be id or name.");
    };
  }

  private static AuditInitiator initiator(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
