package org.lumoauth.agents.mcp.discovery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.ServerMemory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes metadata of MCP servers: by the server's id, for the tenant as a whole, and at the
 * addresses that clients derive for servers whose resource identifier is below the tenant's API.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.1">RFC 9728 section 3.1</a>
 */
@AnswersWith(status = 200)
@Refuses(400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-metadata",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource/mcp/{serverId}",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource/**",
      "lumoauth.web.guard=open"
    })
public final class ResourceMetadataEndpoint implements HotEndpoint {

  private static final String PATH = "/.well-known/oauth-protected-resource";
  private static final String BY_ID = "/mcp/";

  private final ServerMemory servers;
  private final ResourceMetadata metadata;

  @Activate
  public ResourceMetadataEndpoint(
      @Reference ServerMemory servers, @Reference ResourceMetadata metadata) {
    this.servers = servers;
    this.metadata = metadata;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String below = exchange.path().substring(PATH.length());
    Map<String, Object> document =
        below.isEmpty() || below.equals("/")
            ? ofTenant(tenant)
            : metadata.of(tenant, protectedOne(tenant, below));
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=3600");
    exchange.writeJson(200, document);
  }

  private McpServer protectedOne(TenantContext tenant, String below) {
    Optional<McpServer> byId =
        below.startsWith(BY_ID)
            ? servers
                .find(tenant.id(), below.substring(BY_ID.length()))
                .filter(server -> server.id().equals(below.substring(BY_ID.length())))
            : Optional.empty();
    McpServer server =
        byId.or(() -> servers.ofResource(tenant.id(), tenant.issuer() + below))
            .filter(one -> one.spec().enabled())
            .orElseThrow(() -> new Problem(404, "not_found", "There is no such MCP server."));
    if (!server.spec().oauth()) {
      throw new Problem(400, "not_applicable", "This MCP server takes no tokens.");
    }
    return server;
  }

  /** One server is the resource; of several each is told where its own document is. */
  private Map<String, Object> ofTenant(TenantContext tenant) {
    List<McpServer> active =
        servers.all(tenant.id()).stream().filter(McpServer::takesTokens).toList();
    if (active.isEmpty()) {
      throw new Problem(404, "not_found", "There is no MCP server here.");
    }
    if (active.size() == 1) {
      return metadata.of(tenant, active.get(0));
    }
    return Map.of(
        "resources",
        active.stream()
            .map(
                server ->
                    Map.of(
                        "resource", server.spec().resourceUri(),
                        "resource_metadata_url", Addresses.metadata(tenant, server),
                        "authorization_servers", List.of(tenant.issuer())))
            .toList());
  }
}
