/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the metadata of MCP servers: by the server's id, for the tenant as a whole, and at the
 * URLs that clients derive for servers with a resource identifier below the tenant's API.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.1">RFC 9728 section 3.1</a>
 */
@ApiResponse(status = 200)
@ApiErrorResponses(400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-metadata",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource/mcp/{serverId}",
      "lumoauth.web.routes=GET ~/.well-known/oauth-protected-resource/**",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/oauth-protected-resource: Get the protected resource metadata of the tenant (RFC 9728)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/oauth-protected-resource/mcp/{serverId}: Get the protected resource metadata of an MCP server (RFC 9728)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/oauth-protected-resource/**: Get the protected resource metadata by resource identifier (RFC 9728)",
      "lumoauth.web.guard=open"
    })
public final class McpServerMetadataEndpoint implements HttpHandler {

  private static final String PATH = "/.well-known/oauth-protected-resource";
  private static final String BY_ID = "/mcp/";

  private final McpServerCache servers;
  private final McpServerMetadataDocumentFactory metadata;

  @Activate
  public McpServerMetadataEndpoint(
      @Reference McpServerCache servers, @Reference McpServerMetadataDocumentFactory metadata) {
    this.servers = servers;
    this.metadata = metadata;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
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
            .orElseThrow(() -> new ApiException(404, "not_found", "The MCP server was not found."));
    if (!server.spec().usesOAuth()) {
      throw new ApiException(
          400,
          "not_applicable",
          "This MCP server does not use tokens: its `auth_mode` is not oauth.");
    }
    return server;
  }

  /**
   * Returns the metadata of a single server; if there are several, links to the document of each.
   */
  private Map<String, Object> ofTenant(TenantContext tenant) {
    List<McpServer> active =
        servers.all(tenant.id()).stream().filter(McpServer::takesTokens).toList();
    if (active.isEmpty()) {
      throw new ApiException(404, "not_found", "The tenant has no MCP server.");
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
                        "resource_metadata_url", McpMetadataUrls.metadata(tenant, server),
                        "authorization_servers", List.of(tenant.issuer())))
            .toList());
  }
}
