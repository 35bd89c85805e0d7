/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.mcp.discovery.McpMetadataUrls;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.agents.mcp.server.McpServerSecurityPosture;
import org.lumoauth.api.tenant.TenantContext;

/** Converts servers to JSON. */
final class McpServerViewFactory {

  private McpServerViewFactory() {}

  /** Returns the short form for lists. */
  static Map<String, Object> item(McpServer server) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", server.number());
    view.put("server_id", server.id());
    view.put("name", server.spec().name());
    view.put("resource_uri", server.spec().resourceUri());
    view.put("transport", server.spec().transport());
    view.put("auth_mode", server.spec().authMode());
    view.put("status", server.spec().enabled() ? "active" : "disabled");
    return view;
  }

  /** Returns the full form for administrators. */
  static Map<String, Object> whole(McpServer server, McpServerSecurityPosture posture) {
    Map<String, Object> view = described(server);
    view.put("posture", posture(posture));
    return view;
  }

  /**
   * Returns the full form with the data for developers of the server; without metadata if the
   * server does not use tokens.
   */
  static Map<String, Object> discovery(TenantContext tenant, McpServer server) {
    Map<String, Object> view = described(server);
    view.put("discovery", server.spec().usesOAuth() ? addresses(tenant, server) : null);
    return view;
  }

  private static Map<String, Object> addresses(TenantContext tenant, McpServer server) {
    String metadata = McpMetadataUrls.metadata(tenant, server);
    String scope = String.join(" ", server.spec().scopes());
    return Map.of(
        "authorization_server_metadata",
        McpMetadataUrls.authorizationServer(tenant),
        "protected_resource_metadata",
        metadata,
        "www_authenticate_example",
        "Bearer resource_metadata=\""
            + metadata
            + "\""
            + (scope.isEmpty() ? "" : ", scope=\"" + scope + "\""));
  }

  private static Map<String, Object> described(McpServer server) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", server.number());
    view.put("server_id", server.id());
    view.put("description", null);
    view.put("endpoint_url", null);
    view.putAll(McpServerRequestBodyParser.of(server.spec()));
    view.put("created_at", server.createdAt().toString());
    view.put("updated_at", server.updatedAt().toString());
    return view;
  }

  private static Map<String, Object> posture(McpServerSecurityPosture posture) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("level", posture.level());
    view.put("label", posture.label());
    view.put("passes", posture.countPassed());
    view.put("applicable", posture.checks().size());
    view.put("checks", posture.checks().stream().map(McpServerViewFactory::check).toList());
    return view;
  }

  private static Map<String, Object> check(McpServerSecurityPosture.SecurityPostureCheck check) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", check.id());
    view.put("label", check.label());
    view.put("status", check.status());
    view.put("detail", check.detail().orElse(null));
    view.put("fix", check.fix().orElse(null));
    return view;
  }
}
