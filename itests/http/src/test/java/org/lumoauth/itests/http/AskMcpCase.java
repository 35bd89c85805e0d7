package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent that asks by the Model Context Protocol. */
@ExtendWith(Shared.class)
abstract class AskMcpCase {
  static final Map<String, Object> LIST = Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list");

  /** What a tool answers to the agent. */
  static JsonNode call(Tenant.Agent agent, String tool, Object arguments) {
    return call(agent.api(), agent.token(), tool, arguments);
  }

  static JsonNode call(Api api, String token, String tool, Object arguments) {
    return api.with("Authorization", "Bearer " + token)
        .post(
            "/mcp",
            Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", arguments)))
        .expect(200)
        .body()
        .path("result")
        .path("structuredContent");
  }

  static Tenant.Agent agent(Tenant tenant) {
    return tenant.agent("Asking", List.of("documents.read", "read_file", "file_access"), List.of());
  }
}
