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
 * Answers as an MCP server has to answer the request's token: with the challenge that begins the
 * client's authorization, or the one that asks for more scope. Servers may hand requests on to it,
 * with {@code ?scope=} naming what the operation needs.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty(value = "scope", description = "What the call needs")})
@ApiResponse(status = 200)
@ApiErrorResponses({400, 401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-challenge",
      "lumoauth.web.routes=GET ~/mcp/{serverId}/challenge",
      "lumoauth.web.routes=POST ~/mcp/{serverId}/challenge",
      "lumoauth.web.guard=open"
    })
public final class McpChallengeEndpoint implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(McpChallengeEndpoint.class);
  private static final String FRONT = "/mcp/";
  private static final String BACK = "/challenge";

  private final McpServerCache servers;
  private final McpTokenVerifier presented;
  private final McpServerMetadataWriter metadata;

  @Activate
  public McpChallengeEndpoint(
      @Reference McpServerCache servers,
      @Reference McpTokenVerifier presented,
      @Reference McpServerMetadataWriter metadata) {
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
      throw challenge.invalid("The access token is invalid, expired, or not for this server.");
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
   * What is needed and what the token has: clients that ask for just what they are told would lose
   * the one by getting the other (MCP authorization, "Runtime Insufficient Scope Errors").
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
            .orElseThrow(() -> new ApiException(404, "not_found", "There is no such MCP server."));
    if (!server.spec().usesOAuth()) {
      throw new ApiException(400, "not_applicable", "This MCP server takes no tokens.");
    }
    return server;
  }

  /** What the operation needs; all scopes of the server where that is not said. */
  private static Set<String> needed(HttpExchange exchange, McpServer server) {
    String named = exchange.request().getParameter("scope");
    if (named == null || named.isBlank()) {
      return new LinkedHashSet<>(server.spec().scopes());
    }
    Set<String> needed = new LinkedHashSet<>(List.of(named.strip().split("\\s+")));
    if (!server.spec().scopes().containsAll(needed)) {
      throw ApiException.invalidRequest("scope names what is not among scopes_supported.");
    }
    return needed;
  }
}
