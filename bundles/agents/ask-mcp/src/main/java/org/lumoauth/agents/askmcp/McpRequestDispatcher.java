/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.askmcp.tool.McpToolCall;
import org.lumoauth.api.web.ApiException;

/** Dispatches requests. Stateless: requests do not depend on each other. */
final class McpRequestDispatcher {

  private static final long LIST_HOLDS_MILLIS = 300_000;
  private static final int SHOWN = 64;
  private static final Map<String, Object> CAPABILITIES =
      Map.of("tools", Map.of("listChanged", false));
  private static final String INSTRUCTIONS =
      "Check with ask before you change data or access data of other people. "
          + "After a denial, follow"
          + " next_steps or stop; do not try another way to do the same.";

  private final ObjectMapper json = new ObjectMapper();
  private final McpToolCatalog tools;

  McpRequestDispatcher(McpToolCatalog tools) {
    this.tools = tools;
  }

  /**
   * Returns the result of a request.
   *
   * @param about the caller and its request
   * @throws JsonRpcException if the request fails
   */
  Map<String, Object> dispatch(
      JsonRpcMessage message, McpProtocolRevision revision, McpToolCall about)
      throws JsonRpcException {
    Map<String, Object> result = new LinkedHashMap<>();
    if (revision.modern()) {
      result.put("resultType", "complete");
    }
    switch (message.method()) {
      case "initialize" -> initialize(message, revision, result);
      case "server/discover" -> discover(revision, result);
      case "ping" -> ping(revision);
      case "tools/list" -> list(revision, result);
      case "tools/call" -> call(message, about, result);
      default -> throw unknown(message.method(), revision);
    }
    return result;
  }

  private void initialize(
      JsonRpcMessage message, McpProtocolRevision revision, Map<String, Object> result)
      throws JsonRpcException {
    if (revision.modern()) {
      throw unknown("initialize", revision);
    }
    Object wanted = message.params().get("protocolVersion");
    result.put(
        "protocolVersion",
        wanted instanceof String name && McpProtocolRevision.LEGACY.contains(name)
            ? name
            : McpProtocolRevision.LEGACY.get(0));
    result.put("capabilities", CAPABILITIES);
    result.put("serverInfo", serverInfo());
    result.put("instructions", INSTRUCTIONS);
  }

  private static void discover(McpProtocolRevision revision, Map<String, Object> result)
      throws JsonRpcException {
    if (!revision.modern()) {
      throw unknown("server/discover", revision);
    }
    result.put("supportedVersions", McpProtocolRevision.WITHOUT_HANDSHAKE);
    result.put("capabilities", CAPABILITIES);
    result.put("instructions", INSTRUCTIONS);
    result.put("_meta", Map.of("io.modelcontextprotocol/serverInfo", serverInfo()));
    holds(result);
  }

  private static void ping(McpProtocolRevision revision) throws JsonRpcException {
    if (revision.modern()) {
      throw unknown("ping", revision);
    }
  }

  private void list(McpProtocolRevision revision, Map<String, Object> result) {
    result.put("tools", tools.list());
    if (revision.modern()) {
      holds(result);
    }
  }

  private static void holds(Map<String, Object> result) {
    result.put("ttlMs", LIST_HOLDS_MILLIS);
    result.put("cacheScope", "private");
  }

  private void call(JsonRpcMessage message, McpToolCall about, Map<String, Object> result)
      throws JsonRpcException {
    Object name = message.params().get("name");
    var tool =
        tools
            .find(String.valueOf(name))
            .orElseThrow(
                () ->
                    new JsonRpcException(
                        200,
                        JsonRpcException.INVALID_PARAMS,
                        "Unknown tool. Call tools/list for the tools of this server."));
    Object arguments = message.params().get("arguments");
    if (arguments != null && !(arguments instanceof Map)) {
      throw new JsonRpcException(
          200, JsonRpcException.INVALID_PARAMS, "`arguments` must be an object.");
    }
    try {
      var answer =
          tool.call(
              new McpToolCall(
                  about.tenant(),
                  about.caller(),
                  about.request(),
                  JsonRpcMemberReader.of(arguments)));
      content(result, answer, tool.text(answer).orElseGet(() -> asJson(answer)));
    } catch (ApiException problem) {
      var refused = refused(problem);
      content(result, refused, asJson(refused));
      result.put("isError", true);
    }
  }

  /** Returns an error in the format of the REST API, so that a model can act on it. */
  private static Map<String, Object> refused(ApiException problem) {
    Map<String, Object> refused = new LinkedHashMap<>();
    refused.put("error", problem.code());
    refused.put("message", problem.getMessage());
    refused.put("status", problem.status());
    if (!problem.details().isEmpty()) {
      refused.put("details", problem.details());
    }
    return refused;
  }

  private static void content(Map<String, Object> result, Map<String, Object> answer, String text) {
    result.put("content", List.of(Map.of("type", "text", "text", text)));
    result.put("structuredContent", answer);
  }

  private String asJson(Map<String, Object> answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result cannot be serialized to JSON", e);
    }
  }

  private static Map<String, Object> serverInfo() {
    return Map.of("name", "lumoauth-ask", "title", "LumoAuth Ask", "version", "1.0.0");
  }

  private static JsonRpcException unknown(String method, McpProtocolRevision revision) {
    String shown = method.length() > SHOWN ? method.substring(0, SHOWN) : method;
    return new JsonRpcException(
        revision.modern() ? 404 : 200,
        JsonRpcException.METHOD_NOT_FOUND,
        "Method not found: " + shown);
  }
}
