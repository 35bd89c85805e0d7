package org.lumoauth.agents.mcp.tool;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.McpUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps tools of servers. Every statement names the tenant. */
@Component(service = ToolStore.class)
public final class ToolStore {

  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final McpUnit unit;

  @Activate
  public ToolStore(@Reference McpUnit unit) {
    this.unit = unit;
  }

  /** The tools of a server in the order in which they were imported; empty if none were. */
  public List<McpTool> all(String tenantId, String serverId) {
    return unit.jdbc(
        connection -> {
          try (var statement =
                  McpUnit.prepare(
                      connection,
                      "select tools from mcp_tools where tenant_id = ? and server_id = ?",
                      tenantId,
                      serverId);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? tools(rows.getString("tools")) : List.<McpTool>of();
          }
        });
  }

  /** Puts these tools in the place of those that were there. */
  public void replace(String tenantId, String serverId, List<McpTool> tools, Instant now) {
    String json = McpUnit.json(tools.stream().map(McpTool::body).toList());
    int changed =
        unit.update(
            "update mcp_tools set tools = ?, imported_us = ? where tenant_id = ? and server_id = ?",
            json,
            McpUnit.micros(now),
            tenantId,
            serverId);
    if (changed == 0) {
      unit.update(
          "insert into mcp_tools (tenant_id, server_id, tools, imported_us) values (?, ?, ?, ?)",
          tenantId,
          serverId,
          json,
          McpUnit.micros(now));
    }
  }

  /** Removes the tools of a server. */
  public void remove(String tenantId, String serverId) {
    unit.update("delete from mcp_tools where tenant_id = ? and server_id = ?", tenantId, serverId);
  }

  /** Removes the tools of a tenant. */
  public void erase(String tenantId) {
    unit.update("delete from mcp_tools where tenant_id = ?", tenantId);
  }

  private static List<McpTool> tools(String json) {
    return ToolForm.read(Map.of("tools", McpUnit.parsed(json, OBJECTS)));
  }
}
