/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tool call for an unknown server.
 *
 * @param serverId the well-formed server id, as sent
 * @param tool the well-formed tool name, as sent
 */
record UnknownMcpServerCall(TenantContext tenant, Caller caller, String serverId, String tool) {

  /** Returns the resource for answers and records. */
  Map<String, Object> resource() {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", ToolRelationCheck.TOOL);
    resource.put("id", serverId + "/" + tool);
    resource.put("server_id", serverId);
    resource.put("tool", tool);
    return resource;
  }
}
