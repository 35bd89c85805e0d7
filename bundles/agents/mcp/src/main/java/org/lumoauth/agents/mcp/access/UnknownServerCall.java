package org.lumoauth.agents.mcp.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tool call to a server that there is not.
 *
 * @param serverId as it was sent, and formed as ids of servers are
 * @param tool as it was sent, and formed as names of tools are
 */
record UnknownServerCall(TenantContext tenant, Caller caller, String serverId, String tool) {

  /** What answers and records say that it is about. */
  Map<String, Object> resource() {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", ToolRelationCheck.TOOL);
    resource.put("id", serverId + "/" + tool);
    resource.put("server_id", serverId);
    resource.put("tool", tool);
    return resource;
  }
}
