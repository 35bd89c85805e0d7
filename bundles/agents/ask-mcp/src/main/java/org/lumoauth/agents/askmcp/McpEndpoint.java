/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.askmcp.tool.McpToolCall;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/mcp}: handles one message or a batch. The path requires no authentication in the HTTP
 * layer, because the endpoint itself answers requests without a credential with the location of the
 * resource metadata. It authenticates the caller before all other checks.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">MCP
 *     transports</a>
 */
@ApiRequestParameters(
    on = "POST",
    members = {
      @SchemaProperty(
          value = "jsonrpc",
          required = true,
          oneOf = {"2.0"}),
      @SchemaProperty(value = "method", description = "The method of a request or notification"),
      @SchemaProperty(value = "id", type = Object.class),
      @SchemaProperty(value = "params", type = Object.class)
    })
@ApiResponse(on = "POST", status = 200)
@ApiResponse(on = "POST", status = 202)
@ApiErrorResponses({401, 403})
@ApiErrorResponses(
    on = {"GET", "DELETE"},
    value = 405)
@ApiErrorResponses(on = "POST", value = 406)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-mcp",
      "lumoauth.web.guard=open",
      "lumoauth.web.routes=POST ~/mcp",
      "lumoauth.web.routes=GET ~/mcp",
      "lumoauth.web.routes=DELETE ~/mcp",
      HttpHandler.SUMMARY + "=POST: Send a JSON-RPC message to the MCP server",
      HttpHandler.SUMMARY + "=GET: Refuse to open an event stream (always returns 405)",
      HttpHandler.SUMMARY + "=DELETE: Refuse to end an MCP session (always returns 405)",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class McpEndpoint implements HttpHandler {

  private final JsonRpcHandler replies;

  @Activate
  public McpEndpoint(@Reference McpToolCatalog tools) {
    this.replies = new JsonRpcHandler(new McpRequestDispatcher(tools));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    requireOwnOrigin(exchange);
    var caller = caller(exchange);
    if (!exchange.request().getMethod().equals("POST")) {
      throw new ApiException(
          405, "method_not_allowed", "Send messages with POST.", Map.of(), Map.of("Allow", "POST"));
    }
    requireAccept(exchange);
    var about = new McpToolCall(exchange.tenant(), caller, exchange.requestInfo(), Map.of());
    try {
      answer(exchange, replies.handle(body(exchange), exchange.view(), about));
    } catch (JsonRpcException e) {
      exchange.writeJson(e.status(), e.body(null));
    }
  }

  private static void answer(HttpExchange exchange, JsonRpcHandler.JsonRpcReply reply)
      throws IOException {
    if (reply.body().isPresent()) {
      exchange.writeJson(reply.status(), reply.body().get());
    } else {
      exchange.response().setStatus(reply.status());
    }
  }

  /**
   * Returns the caller. The challenge of an error points to the resource metadata (RFC 9728 section
   * 5.1).
   */
  private static Caller caller(HttpExchange exchange) {
    try {
      return exchange
          .callerIfAny()
          .orElseThrow(
              () -> ApiException.unauthenticated("An access token of an agent is required."));
    } catch (ApiException problem) {
      if (problem.status() == 401) {
        exchange.response().setHeader("WWW-Authenticate", challenge(exchange, problem));
      }
      throw problem;
    }
  }

  /**
   * Returns the challenge. It contains an error code only if the request carried a credential (RFC
   * 6750 section 3.1).
   */
  private static String challenge(HttpExchange exchange, ApiException problem) {
    String metadata =
        "resource_metadata=\"" + ProtectedResourceMetadataEndpoint.url(exchange.tenant()) + "\"";
    return exchange.view().header("Authorization").isEmpty()
        ? "Bearer " + metadata
        : "Bearer error=\"invalid_token\", error_description=\""
            + problem.getMessage().replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'")
            + "\", "
            + metadata;
  }

  /** Refuses requests from web pages of other origins, as a protection against DNS rebinding. */
  private static void requireOwnOrigin(HttpExchange exchange) {
    var origin = exchange.view().header("Origin");
    if (origin.isPresent() && !origin.get().equals(exchange.baseUrl())) {
      throw ApiException.forbidden(
          "The Origin header must be absent or " + exchange.baseUrl() + ".");
    }
  }

  private static void requireAccept(HttpExchange exchange) {
    if (!exchange.view().header("Accept").map(McpAcceptHeaderParser::json).orElse(true)) {
      throw new ApiException(
          406, "not_acceptable", "The Accept header must include application/json.");
    }
  }

  private static Object body(HttpExchange exchange) throws IOException, JsonRpcException {
    try {
      return exchange.readJson(Object.class);
    } catch (ApiException problem) {
      if (problem.status() == 400) {
        throw new JsonRpcException(400, JsonRpcException.PARSE_ERROR, problem.getMessage());
      }
      throw problem;
    }
  }
}
