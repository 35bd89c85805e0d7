/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.access.ToolAuthorizationMappingValidator;
import org.lumoauth.agents.mcp.access.ToolMappingExpressionEvaluator;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpServerTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var paths =
        new ToolMappingExpressionEvaluator(
            (source, parameters, result) -> {
              throw new AssertionError("paths are walked: " + source);
            });
    return new McpServerTransferSection(
        room.servers, room.tools, new ToolAuthorizationMappingValidator(paths));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(server("https://b.example/mcp"), server("https://a.example/mcp"));
  }

  @Override
  protected Map<String, Object> changed() {
    var server = server("https://b.example/mcp");
    server.put("name", "Documents");
    server.put("scopes_supported", List.of("files:find"));
    server.put("scope_descriptions", Map.of("files:find", "Finds files"));
    server.put("status", "active");
    server.put("token_lifetime", 60);
    server.put("allowed_client_ids", List.of());
    server.put("tools", List.of(Map.of("name", "find", "inputSchema", Map.of())));
    return server;
  }

  private static Map<String, Object> server(String uri) {
    return McpBundleFixture.body(
        "resource_uri",
        uri,
        "endpoint_url",
        uri + "/here",
        "description",
        "Files.",
        "scope_descriptions",
        Map.of("files:read", "Reads files"),
        "transport",
        "http_sse",
        "auth_mode",
        "oauth",
        "status",
        "disabled",
        "token_lifetime",
        900,
        "allowed_client_ids",
        List.of("cli_1", "cli_2"),
        "require_pkce",
        false,
        "require_resource_param",
        false,
        "require_dpop",
        true,
        "capabilities",
        List.of("tools"),
        "tools",
        List.of(
            Map.of(
                "name", "write_file",
                "description", "Writes",
                "inputSchema", Map.of("type", "object")),
            Map.of("name", "read_file", "inputSchema", Map.of())));
  }
}
