package org.lumoauth.agents.mcp.tool;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.McpSqlGateway;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the tools of servers. Every statement is restricted to a tenant. */
@Component(service = McpToolStore.class)
public final class McpToolStore {

  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final McpSqlGateway unit;

  @Activate
  public McpToolStore(@Reference McpSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns the tools of a server in the order of the import; empty if none were imported. */
  public List<McpTool> all(String tenantId, String serverId) {
    return unit.jdbc(connection -> find(connection, tenantId, serverId, "")).orElse(List.of());
  }

  /**
   * Replaces the tools of a server.
   *
   * @return the previous tools, which no concurrent request replaced
   */
  public List<McpTool> replace(String tenantId, String serverId, List<McpTool> tools, Instant now) {
    String json = McpSqlGateway.json(tools.stream().map(McpTool::body).toList());
    return unit.retryOnConflict(
        connection -> {
          Optional<List<McpTool>> there = find(connection, tenantId, serverId, " for update");
          SqlStatements.update(
              connection,
              there.isPresent()
                  ? "update mcp_tools set tools = ?, imported_us = ?"
                      + " where tenant_id = ? and server_id = ?"
                  : "insert into mcp_tools (tools, imported_us, tenant_id, server_id)"
                      + " values (?, ?, ?, ?)",
              json,
              McpSqlGateway.micros(now),
              tenantId,
              serverId);
          return there.orElse(List.of());
        });
  }

  /** Deletes the tools of a server. */
  public void remove(String tenantId, String serverId) {
    unit.update("delete from mcp_tools where tenant_id = ? and server_id = ?", tenantId, serverId);
  }

  /** Deletes the tools of a tenant. */
  public void erase(String tenantId) {
    unit.update("delete from mcp_tools where tenant_id = ?", tenantId);
  }

  private static Optional<List<McpTool>> find(
      Connection connection, String tenantId, String serverId, String lock) throws SQLException {
    return SqlStatements.first(
        connection,
        row -> tools(row.getString(1)),
        "select tools from mcp_tools where tenant_id = ? and server_id = ?" + lock,
        tenantId,
        serverId);
  }

  private static List<McpTool> tools(String json) {
    return McpToolListParser.read(Map.of("tools", McpSqlGateway.parsed(json, OBJECTS)));
  }
}
