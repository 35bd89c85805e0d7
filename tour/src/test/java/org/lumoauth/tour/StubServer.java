/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As much of a server as the tour sees, with one thing that a test breaks. */
final class StubServer implements AutoCloseable {

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer http;
  private final Map<String, String> broken;
  private final Set<String> capabilities = new HashSet<>();
  private final List<String> permissions = new ArrayList<>();
  private int asked;

  /**
   * @param broken answers that take the place of the right ones, by the end of the path; a number
   *     is a status
   */
  StubServer(Map<String, String> broken) throws IOException {
    this.broken = broken;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  Set<String> capabilities() {
    return Set.copyOf(capabilities);
  }

  List<String> permissions() {
    return List.copyOf(permissions);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().toString();
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var other = broken.entrySet().stream().filter(one -> path.endsWith(one.getKey())).findFirst();
    if (other.isPresent() && other.get().getValue().matches("\\d+")) {
      answer(exchange, Integer.parseInt(other.get().getValue()), "{\"error\":\"broken\"}");
    } else if (other.isPresent()) {
      answer(exchange, 200, other.get().getValue());
    } else {
      answer(exchange, path, text);
    }
  }

  private void answer(HttpExchange exchange, String path, String text) throws IOException {
    if (path.endsWith("/platform/tenants")) {
      answer(exchange, 201, "{\"data\":{\"id\":\"ten_1\"},\"apiKey\":\"lmk_key\"}");
    } else if (path.endsWith("/admin/permissions")) {
      permissions.add(json.readTree(text).path("slug").asText());
      answer(exchange, 201, "{\"data\":{\"id\":\"prm_1\"}}");
    } else if (path.endsWith("/admin/roles") || path.endsWith("/admin/users")) {
      answer(exchange, 201, "{\"data\":{\"id\":\"x_1\"}}");
    } else if (path.endsWith("/admin/agents")) {
      JsonNode asks = json.readTree(text).path("capabilities");
      asks.forEach(each -> capabilities.add(each.asText()));
      answer(
          exchange,
          201,
          "{\"data\":{\"id\":\"agt_1\",\"clientId\":\"cli_1\",\"clientSecret\":\"lms_secret\","
              + "\"capabilities\":"
              + asks
              + "}}");
    } else if (path.endsWith("/oauth/token")) {
      answer(exchange, 200, "{\"access_token\":\"eyJ_token\",\"expires_in\":900}");
    } else if (path.endsWith("/agents/me")) {
      answer(exchange, 200, "{\"identity\":{\"id\":\"agt_1\"}}");
    } else if (path.endsWith("/agents/ask")) {
      var action = json.readTree(text).path("action").asText();
      answer(
          exchange,
          200,
          "{\"allowed\":"
              + capabilities.contains(action)
              + ",\"reason_code\":\""
              + (capabilities.contains(action) ? "permitted" : "outside_capabilities")
              + "\",\"audit_id\":\"aud_"
              + ++asked
              + "\"}");
    } else if (path.contains("/audit-logs?")) {
      answer(exchange, 200, "{\"data\":[],\"meta\":{\"total\":" + asked + "}}");
    } else if (path.endsWith("/audit-logs/verify")) {
      answer(
          exchange,
          200,
          "{\"data\":{\"records\":" + asked + ",\"headHash\":\"ab\",\"broken\":null}}");
    } else {
      answer(exchange, 200, "{\"data\":{\"action\":\"agent.ask\"}}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
