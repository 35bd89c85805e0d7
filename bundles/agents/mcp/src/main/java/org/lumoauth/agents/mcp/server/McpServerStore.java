/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores registered servers. Every statement is restricted to a tenant. */
@Component(service = McpServerStore.class)
public final class McpServerStore {

  private static final JsonColumnConverter<Map<String, Object>> DEFINITION =
      JsonColumnConverter.of("mcp_server", new TypeReference<>() {});

  private static final String COLUMNS =
      "select server_no, server_id, definition, created_us, updated_us, version_no"
          + " from mcp_server where tenant_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public McpServerStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns all servers of a tenant in the order of their registration. */
  List<McpServer> all(String tenantId) {
    return query(COLUMNS + " order by server_no", tenantId);
  }

  Optional<McpServer> find(String tenantId, String id) {
    return query(COLUMNS + " and server_id = ?", tenantId, id).stream().findFirst();
  }

  /**
   * Adds a server with the next unused number.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the resource identifier
   *     exists, or a concurrent request took the number
   */
  McpServer add(String tenantId, String id, McpServerSpec spec, Instant now) {
    long number =
        unit.count(
            "select coalesce(max(server_no), 0) + 1 from ("
                + "select server_no from mcp_server where tenant_id = ?"
                + " union all"
                + " select server_no from mcp_ended where tenant_id = ?) given",
            tenantId,
            tenantId);
    unit.update(
        "insert into mcp_server (tenant_id, server_id, server_no, resource_uri, definition,"
            + " created_us, updated_us, version_no) values (?, ?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        number,
        spec.resourceUri(),
        DEFINITION.write(McpServerRequestBodyParser.of(spec)),
        now,
        now);
    Instant stored = now.truncatedTo(ChronoUnit.MICROS);
    return new McpServer(number, id, spec, stored, stored, 0);
  }

  /**
   * Replaces the registered values, unless the server was changed since it was read.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another server has this
   *     resource identifier
   */
  boolean replace(String tenantId, McpServer was, McpServerSpec spec, Instant now) {
    return unit.update(
            "update mcp_server set resource_uri = ?, definition = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + " where tenant_id = ? and server_id = ? and version_no = ?",
            spec.resourceUri(),
            DEFINITION.write(McpServerRequestBodyParser.of(spec)),
            now,
            tenantId,
            was.id(),
            was.version())
        == 1;
  }

  /** Deletes a server and returns whether it existed. */
  boolean remove(String tenantId, String id) {
    return unit.update("delete from mcp_server where tenant_id = ? and server_id = ?", tenantId, id)
        == 1;
  }

  /**
   * Stores the revocation of all tokens for a server's resource, and the number of the server.
   *
   * @param upTo an id that is greater than the ids of all tokens issued so far
   */
  void end(String tenantId, McpServer server, String upTo, Instant now) {
    String resource = server.spec().resourceUri();
    unit.retryingTransaction(
        connection -> {
          int known =
              SqlStatementRunner.update(
                  connection,
                  "update mcp_ended set server_no = greatest(server_no, ?),"
                      + " ended_up_to = greatest(ended_up_to, ?), ended_us = greatest(ended_us, ?)"
                      + " where tenant_id = ? and resource_uri = ?",
                  server.number(),
                  upTo,
                  now,
                  tenantId,
                  resource);
          return known > 0
              ? known
              : SqlStatementRunner.update(
                  connection,
                  "insert into mcp_ended (tenant_id, resource_uri, server_no, ended_up_to,"
                      + " ended_us) values (?, ?, ?, ?, ?)",
                  tenantId,
                  resource,
                  server.number(),
                  upTo,
                  now);
        });
  }

  /** Returns the last revoked token id by resource; older revocations are omitted. */
  Map<String, String> ended(String tenantId, Instant since) {
    return unit
        .list(
            row -> Map.entry(row.getString(1), row.getString(2)),
            "select resource_uri, ended_up_to from mcp_ended"
                + " where tenant_id = ? and ended_us > ?",
            tenantId,
            since)
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<McpServer> query(String sql, Object... values) {
    return unit.list(McpServerStore::server, sql, values);
  }

  private static McpServer server(ResultSet row) throws SQLException {
    String id = row.getString("server_id");
    return new McpServer(
        row.getLong("server_no"),
        id,
        McpServerRequestBodyParser.read(DEFINITION.read(row.getString("definition"), id)),
        SqlStatementRunner.instant(row, "created_us"),
        SqlStatementRunner.instant(row, "updated_us"),
        row.getLong("version_no"));
  }
}
