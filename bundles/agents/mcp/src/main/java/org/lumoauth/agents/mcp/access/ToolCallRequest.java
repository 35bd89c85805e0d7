/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tool call that an agent requests a decision for.
 *
 * @param caller the authenticated caller
 * @param server the server of the tool
 * @param tool the name of the tool
 * @param arguments the arguments of the call, as sent by the agent
 * @param claims all claims of the caller's token; empty if it is not available. Supplied lazily,
 *     because reading a token verifies its signature again
 */
record ToolCallRequest(
    TenantContext tenant,
    Caller caller,
    McpServer server,
    String tool,
    Map<String, Object> arguments,
    Supplier<Map<String, Object>> claims) {

  /** Returns the acting agent. */
  SubjectRef agent() {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }

  /** Returns the context for decisions. */
  Map<String, Object> context() {
    Map<String, Object> context = new HashMap<>();
    context.put("server_id", server.id());
    context.put("tool", tool);
    context.put("arguments", arguments);
    return context;
  }

  /**
   * Returns the input variables of a mapping (COAZ-MCP, "Information Model"): every claim of the
   * token, with its scope limited to the current permissions.
   */
  Map<String, Object> variables() {
    Map<String, Object> token = new HashMap<>(claims.get());
    if (token.get("aud") instanceof Collection<?> several && several.size() == 1) {
      token.put(
          "aud",
          several
              .iterator()
              .next()); // a single value is equivalent to a list of one (RFC 7519 section 4.1.3)
    }
    if (caller.kind() == CredentialKind.ACCESS_TOKEN) {
      token.put("jti", caller.credentialId());
    }
    token.put("iss", tenant.issuer());
    token.put("sub", caller.subject().id());
    token.put("scope", String.join(" ", caller.scope()));
    caller.clientId().ifPresent(id -> token.put("client_id", id));
    if (!caller.actors().isEmpty()) {
      token.putIfAbsent("act", Map.of("sub", agent().id()));
    }
    return Map.of("params", Map.of("name", tool, "arguments", arguments), "token", token);
  }

  /** Returns the resource for answers and records. */
  Map<String, Object> resource() {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", ToolRelationCheck.TOOL);
    resource.put("id", server.id() + "/" + tool);
    resource.put("server_id", server.id());
    resource.put("tool", tool);
    resource.put("resource_uri", server.spec().resourceUri());
    return resource;
  }
}
