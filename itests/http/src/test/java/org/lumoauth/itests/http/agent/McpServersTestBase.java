/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Registers MCP servers and gets tokens for them. */
abstract class McpServersTestBase {
  static final String FILES = "https://files.example/mcp";

  static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  static String tool(String mapping) {
    return "{'tools':[{'name':'a','inputSchema':{'x-authzen-mapping':" + mapping + "}}]}";
  }

  static Map<String, Object> tools(String... names) {
    return Map.of("tools", Stream.of(names).map(name -> Map.of("name", name)).toList());
  }

  static String register(TestTenant tenant, String resource, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", "Files");
    body.put("resource_uri", resource);
    body.put("scopes_supported", List.of("files:read", "files:write"));
    return tenant
        .admin()
        .post("/admin/mcp/servers", body)
        .expect(201)
        .data()
        .path("server_id")
        .asText();
  }
}
