/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the tools of servers. Every statement is restricted to a tenant. */
@Component(service = McpToolStore.class)
public final class McpToolStore {

  private static final JsonColumnConverter<List<Map<String, Object>>> TOOLS =
      JsonColumnConverter.of("mcp_tools", new TypeReference<>() {});

  private final PersistenceUnit unit;

  @Activate
  public McpToolStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the tools of a server in the order of the import; empty if none were imported. */
  public List<McpTool> all(String tenantId, String serverId) {
    return unit.autoCommit(connection -> find(connection, tenantId, serverId, ""))
        .orElse(List.of());
  }

  /**
   * Replaces the tools of a server.
   *
   * @return the previous tools, which no concurrent request replaced
   */
  public List<McpTool> replace(String tenantId, String serverId, List<McpTool> tools, Instant now) {
    String json = TOOLS.write(tools.stream().map(McpTool::body).toList());
    return unit.retryingTransaction(
        connection -> {
          Optional<List<McpTool>> there = find(connection, tenantId, serverId, " for update");
          SqlStatementRunner.update(
              connection,
              there.isPresent()
                  ? "update mcp_tools set tools = ?, imported_us = ?"
                      + " where tenant_id = ? and server_id = ?"
                  : "insert into mcp_tools (tools, imported_us, tenant_id, server_id)"
                      + " values (?, ?, ?, ?)",
              json,
              now,
              tenantId,
              serverId);
          return there.orElse(List.of());
        });
  }

  /** Deletes the tools of a server. */
  public void remove(String tenantId, String serverId) {
    unit.update("delete from mcp_tools where tenant_id = ? and server_id = ?", tenantId, serverId);
  }

  private static Optional<List<McpTool>> find(
      Connection connection, String tenantId, String serverId, String lock) throws SQLException {
    return SqlStatementRunner.first(
        connection,
        row -> tools(row.getString(1), serverId),
        "select tools from mcp_tools where tenant_id = ? and server_id = ?" + lock,
        tenantId,
        serverId);
  }

  private static List<McpTool> tools(String json, String serverId) {
    return McpToolListParser.read(Map.of("tools", TOOLS.read(json, serverId)));
  }
}
