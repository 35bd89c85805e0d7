package org.lumoauth.agents.askmcp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.askmcp.tool.Call;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/mcp}: one message in, one answer out. It is open to the door, because it tells whoever
 * comes without a credential where to get one, and asks for the credential before anything else.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">MCP
 *     transports</a>
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-mcp",
      "lumoauth.web.guard=open",
      "lumoauth.web.routes=POST ~/mcp",
      "lumoauth.web.routes=GET ~/mcp",
      "lumoauth.web.routes=DELETE ~/mcp"
    })
public final class McpEndpoint implements HotEndpoint {

  private final Dispatcher dispatcher;

  @Activate
  public McpEndpoint(@Reference Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    requireOwnOrigin(exchange);
    var caller = caller(exchange);
    if (!exchange.request().getMethod().equals("POST")) {
      throw new Problem(
          405,
          "method_not_allowed",
          "Send a message with POST.",
          Map.of(),
          Map.of("Allow", "POST"));
    }
    requireAccept(exchange);
    Optional<Object> id = Optional.empty();
    try {
      var message = Message.read(body(exchange));
      id = message.id();
      var revision = Revision.of(message, exchange.view());
      if (id.isEmpty()) {
        exchange.response().setStatus(202);
        return;
      }
      var about = new Call(exchange.tenant(), caller, exchange.requestInfo(), Map.of());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jsonrpc", "2.0");
      answer.put("id", id.get());
      answer.put("result", dispatcher.result(message, revision, about));
      exchange.writeJson(200, answer);
    } catch (RpcError e) {
      exchange.writeJson(e.status(), e.body(id.orElse(null)));
    }
  }

  /** RFC 9728 section 5.1: where a credential is to be had. */
  private static Caller caller(Exchange exchange) {
    try {
      return exchange
          .callerIfAny()
          .orElseThrow(() -> Problem.unauthenticated("An access token of an agent is needed."));
    } catch (Problem problem) {
      if (problem.status() == 401) {
        exchange
            .response()
            .setHeader(
                "WWW-Authenticate",
                "Bearer resource_metadata=\""
                    + ProtectedResourceEndpoint.url(exchange.tenant())
                    + "\"");
      }
      throw problem;
    }
  }

  /** A page of somewhere else has no business here, whatever its browser resolved the name to. */
  private static void requireOwnOrigin(Exchange exchange) {
    var origin = exchange.view().header("Origin");
    if (origin.isPresent() && !origin.get().equals(exchange.baseUrl())) {
      throw Problem.forbidden("Pages of another origin may not call this.");
    }
  }

  private static void requireAccept(Exchange exchange) {
    var accepted = exchange.view().header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
    if (!accepted.contains("application/json") && !accepted.contains("*/*")) {
      throw new Problem(406, "not_acceptable", "Answers are application/json.");
    }
  }

  private static Object body(Exchange exchange) throws IOException, RpcError {
    try {
      return exchange.readJson(Object.class);
    } catch (Problem problem) {
      if (problem.status() == 400) {
        throw new RpcError(400, RpcError.PARSE_ERROR, problem.getMessage());
      }
      throw problem;
    }
  }
}
