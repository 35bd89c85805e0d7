/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.jit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.support.ApiClient;

/**
 * A resource server as somebody else would write it: it lets nobody run its tool whose token does
 * not name exactly that, and tells whoever lacks it what to ask for.
 */
final class StubResourceServer implements AutoCloseable {

  private final HttpServer server;
  private final ApiClient introspection;

  /**
   * @param introspection the tenant's API as a client that may introspect
   */
  StubResourceServer(ApiClient introspection) throws IOException {
    this.introspection = introspection;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tools", this::handle);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What running a tool takes. */
  private static Map<String, Object> requiredDetails(String tool) {
    return Map.of("type", "tool_invocation", "actions", List.of("execute"), "identifier", tool);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String tool = exchange.getRequestURI().getPath().replaceFirst("^/tools/", "");
    JsonNode needed = ApiClient.JSON.valueToTree(requiredDetails(tool));
    if (permits(exchange.getRequestHeaders().getFirst("Authorization"), needed)) {
      answer(exchange, 200, "{\"ran\":\"" + tool + "\"}");
      return;
    }
    String details = ApiClient.JSON.writeValueAsString(List.of(needed));
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Bearer error=\"insufficient_authorization_details\"");
    exchange
        .getResponseHeaders()
        .set(
            "Insufficient-Authorization-Details",
            Base64.getEncoder().encodeToString(details.getBytes(StandardCharsets.UTF_8)));
    answer(
        exchange,
        403,
        """
        {"error":"insufficient_authorization_details","authorization_details_hint":%s}"""
            .formatted(details));
  }

  private boolean permits(String authorization, JsonNode needed) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return false;
    }
    String token = URLEncoder.encode(authorization.substring(7), StandardCharsets.UTF_8);
    JsonNode claims = introspection.form("/oauth/introspect", "token=" + token).expect(200).body();
    if (!claims.path("active").asBoolean()) {
      return false;
    }
    for (JsonNode detail : claims.path("authorization_details")) {
      if (detail.equals(needed)) {
        return true;
      }
    }
    return false;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
