/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds to a token like an MCP server: with the challenge that starts the client's
 * authorization, or the challenge for more scope. Servers may delegate requests to it, with {@code
 * ?scope=} for the scopes of the operation.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty(value = "scope", description = "The scopes that the call requires")})
@ApiResponse(status = 200)
@ApiErrorResponses({400, 401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-challenge",
      "lumoauth.web.routes=GET ~/mcp/{serverId}/challenge",
      "lumoauth.web.routes=POST ~/mcp/{serverId}/challenge",
      HttpHandler.SUMMARY + "=Check a token as an MCP server does, or get the challenge",
      "lumoauth.web.guard=open"
    })
public final class McpChallengeEndpoint implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(McpChallengeEndpoint.class);
  private static final String FRONT = "/mcp/";
  private static final String BACK = "/challenge";

  private final McpServerCache servers;
  private final McpTokenVerifier presented;
  private final McpServerMetadataDocumentFactory metadata;

  @Activate
  public McpChallengeEndpoint(
      @Reference McpServerCache servers,
      @Reference McpTokenVerifier presented,
      @Reference McpServerMetadataDocumentFactory metadata) {
    this.servers = servers;
    this.presented = presented;
    this.metadata = metadata;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    McpServer server = server(exchange);
    Set<String> needed = needed(exchange, server);
    exchange.response().setHeader("Cache-Control", "no-store");
    var challenge = BearerChallenge.of(tenant, server, needed, metadata.algorithms(tenant));
    String jwt = presented.extractToken(exchange.view()).orElseThrow(challenge::missing);
    VerifiedToken token;
    try {
      token = presented.verify(tenant, server, jwt, exchange.view());
    } catch (InvalidTokenException e) {
      LOG.debug(
          "mcp.token-refused: tenant={} server={} {}", tenant.id(), server.id(), e.getMessage());
      throw challenge.invalid(
          "The access token is invalid, expired or not issued for this server. "
              + "Request a new one.");
    }
    if (!token.scope().containsAll(needed)) {
      throw BearerChallenge.of(
              tenant, server, more(server, token, needed), metadata.algorithms(tenant))
          .insufficient();
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "authenticated");
    answer.put("server", server.spec().name());
    answer.put("server_id", server.id());
    exchange.writeJson(200, answer);
  }

  /**
   * Returns the required scopes together with the scopes of the token: a client that requests
   * exactly the scopes of the challenge would otherwise lose the latter (MCP authorization,
   * "Runtime Insufficient Scope Errors").
   */
  private static Set<String> more(McpServer server, VerifiedToken token, Set<String> needed) {
    Set<String> more = new LinkedHashSet<>(token.scope());
    more.retainAll(server.spec().scopes());
    more.addAll(needed);
    return more;
  }

  private McpServer server(HttpExchange exchange) {
    String path = exchange.path();
    String id = path.substring(FRONT.length(), path.length() - BACK.length());
    McpServer server =
        servers
            .find(exchange.tenant().id(), id)
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
   * Returns the scopes that the operation requires; all scopes of the server if the parameter is
   * missing.
   */
  private static Set<String> needed(HttpExchange exchange, McpServer server) {
    String named = exchange.request().getParameter("scope");
    if (named == null || named.isBlank()) {
      return new LinkedHashSet<>(server.spec().scopes());
    }
    Set<String> needed = new LinkedHashSet<>(List.of(named.strip().split("\\s+")));
    if (!server.spec().scopes().containsAll(needed)) {
      throw ApiException.invalidRequest("`scope` must contain only scopes of scopes_supported.");
    }
    return needed;
  }
}
