package org.lumoauth.agents.askmcp;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.askmcp.tool.Call;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/mcp}: one message in, one answer out, or several of both. It is open to the door,
 * because it tells whoever comes without a credential where to get one, and asks for the credential
 * before anything else.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">MCP
 *     transports</a>
 */
@Takes(
    on = "POST",
    members = {
      @Member(
          value = "jsonrpc",
          needed = true,
          oneOf = {"2.0"}),
      @Member(value = "method", says = "Of a request or notification"),
      @Member(value = "id", type = Object.class),
      @Member(value = "params", type = Object.class)
    })
@AnswersWith(on = "POST", status = 200)
@AnswersWith(on = "POST", status = 202)
@Refuses({401, 403})
@Refuses(
    on = {"GET", "DELETE"},
    value = 405)
@Refuses(on = "POST", value = 406)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-mcp",
      "lumoauth.web.guard=open",
      "lumoauth.web.routes=POST ~/mcp",
      "lumoauth.web.routes=GET ~/mcp",
      "lumoauth.web.routes=DELETE ~/mcp",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class McpEndpoint implements HotEndpoint {

  private final Replies replies;

  @Activate
  public McpEndpoint(@Reference Replies replies) {
    this.replies = replies;
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
    var about = new Call(exchange.tenant(), caller, exchange.requestInfo(), Map.of());
    try {
      answer(exchange, replies.to(body(exchange), exchange.view(), about));
    } catch (RpcError e) {
      exchange.writeJson(e.status(), e.body(null));
    }
  }

  private static void answer(Exchange exchange, Replies.Reply reply) throws IOException {
    if (reply.body().isPresent()) {
      exchange.writeJson(reply.status(), reply.body().get());
    } else {
      exchange.response().setStatus(reply.status());
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
        exchange.response().setHeader("WWW-Authenticate", challenge(exchange, problem));
      }
      throw problem;
    }
  }

  /** What is wrong is said to whoever brought something (RFC 6750 section 3.1). */
  private static String challenge(Exchange exchange, Problem problem) {
    String metadata =
        "resource_metadata=\"" + ProtectedResourceEndpoint.url(exchange.tenant()) + "\"";
    return exchange.view().header("Authorization").isEmpty()
        ? "Bearer " + metadata
        : "Bearer error=\"invalid_token\", error_description=\""
            + problem.getMessage().replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'")
            + "\", "
            + metadata;
  }

  /** A page of somewhere else has no business here, whatever its browser resolved the name to. */
  private static void requireOwnOrigin(Exchange exchange) {
    var origin = exchange.view().header("Origin");
    if (origin.isPresent() && !origin.get().equals(exchange.baseUrl())) {
      throw Problem.forbidden("Pages of another origin may not call this.");
    }
  }

  private static void requireAccept(Exchange exchange) {
    if (!exchange.view().header("Accept").map(Accepted::json).orElse(true)) {
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
