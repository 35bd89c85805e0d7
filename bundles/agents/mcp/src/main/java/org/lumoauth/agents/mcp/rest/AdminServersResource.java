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
import org.lumoauth.agents.mcp.access.Mappings;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.NamedClients;
import org.lumoauth.agents.mcp.server.Posture;
import org.lumoauth.agents.mcp.server.ServerForm;
import org.lumoauth.agents.mcp.server.ServerMembers;
import org.lumoauth.agents.mcp.server.ServerRegistry;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.agents.mcp.tool.ToolForm;
import org.lumoauth.agents.mcp.tool.ToolRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/mcp/servers}. */
@Path("admin/mcp/servers")
@Produces("application/json")
@LargeBody
public final class AdminServersResource {

  private final ServerRegistry servers;
  private final ToolRegistry tools;
  private final Mappings mappings;
  private final NamedClients clients;

  AdminServersResource(
      ServerRegistry servers, ToolRegistry tools, Mappings mappings, NamedClients clients) {
    this.servers = servers;
    this.tools = tools;
    this.mappings = mappings;
    this.clients = clients;
  }

  @GET
  @Requires("agents.read")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    return ListBody.of(
        page(servers.list(tenant), query.request()).map(server -> view(tenant, server)),
        "mcp_servers");
  }

  @POST
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      value = ServerMembers.class,
      members = {
        @Member(value = "name", needed = true),
        @Member(value = "resource_uri", needed = true)
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var server = servers.create(exchange.tenant(), ServerForm.read(body), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(view(exchange.tenant(), server), "MCP server registered."))
        .build();
  }

  @GET
  @Path("{serverId}")
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = Exchange.of(request).tenant();
    return DataBody.of(view(tenant, servers.get(tenant, serverId)));
  }

  @PATCH
  @Path("{serverId}")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(ServerMembers.class)
  @Refuses(409)
  public DataBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("serverId") String serverId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var server = servers.change(exchange.tenant(), serverId, body, initiator(exchange));
    return new DataBody<>(view(exchange.tenant(), server), "MCP server changed.");
  }

  @DELETE
  @Path("{serverId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var exchange = Exchange.of(request);
    servers.delete(exchange.tenant(), serverId, initiator(exchange));
    return new MessageBody("MCP server removed.");
  }

  @GET
  @Path("{serverId}/tools")
  @Requires("agents.read")
  public ListBody<Map<String, Object>> tools(
      @Context HttpServletRequest request, @PathParam("serverId") String serverId) {
    var tenant = Exchange.of(request).tenant();
    String id = servers.get(tenant, serverId).id();
    return ListBody.whole(tools.list(tenant, id).stream().map(McpTool::body).toList());
  }

  /** Takes the result of {@code tools/list} in the place of what was there. */
  @PUT
  @Path("{serverId}/tools")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      members = {
        @Member(
            value = "tools",
            needed = true,
            type = List.class,
            says = "As the result of tools/list has them")
      })
  public DataBody<List<Map<String, Object>>> putTools(
      @Context HttpServletRequest request,
      @PathParam("serverId") String serverId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    String id = servers.get(exchange.tenant(), serverId).id();
    List<McpTool> read = ToolForm.read(body);
    mappings.check(read);
    tools.replace(exchange.tenant(), id, read, initiator(exchange));
    return new DataBody<>(read.stream().map(McpTool::body).toList(), "Tools imported.");
  }

  private Map<String, Object> view(TenantContext tenant, McpServer server) {
    return ServerView.whole(
        server,
        Posture.of(
            server.spec(),
            tools.list(tenant, server.id()).size(),
            clients.unknown(tenant, server.spec())));
  }

  /** They are few: all are read, and what is asked for is cut out. */
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
      default -> throw Problem.invalid("sortBy", "sortBy is id or name.");
    };
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
