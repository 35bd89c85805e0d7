package org.lumoauth.platform.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** The chains' SQL. */
class ChainStore {
  private final AuditTables tables;

  ChainStore(AuditTables tables) {
    this.tables = tables;
  }

  <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
    return tables.jdbc(work);
  }

  /**
   * Reads where a chain ends.
   *
   * @param lock whether other servers must wait with this chain until the transaction ends
   */
  Optional<Head> head(Connection connection, String tenantId, boolean lock) throws SQLException {
    String sql =
        "SELECT seq, hash, recorded_at FROM audit_head WHERE tenant_id = ?"
            + (lock ? " FOR UPDATE" : "");
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenantId);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new Head(rows.getLong(1), rows.getBytes(2), rows.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /**
   * Moves heads from where they were, if they still are there.
   *
   * @return false if another server moved one of them first; the transaction must be rolled back
   */
  boolean move(Connection connection, Map<String, Head> from, Map<String, Head> to)
      throws SQLException {
    // The same order on every server, so that none waits for one that waits for it.
    SortedMap<String, Head> sorted = new TreeMap<>(to);
    try (var update =
            connection.prepareStatement(
                "UPDATE audit_head SET seq = ?, hash = ?, recorded_at = ?"
                    + " WHERE tenant_id = ? AND seq = ?");
        var insert =
            connection.prepareStatement(
                "INSERT INTO audit_head (seq, hash, recorded_at, tenant_id)"
                    + " VALUES (?, ?, ?, ?)")) {
      for (var each : sorted.entrySet()) {
        Head before = from.get(each.getKey());
        var statement = before.isEmptyChain() ? insert : update;
        statement.setLong(1, each.getValue().sequence());
        statement.setBytes(2, each.getValue().hash());
        statement.setLong(3, each.getValue().micros());
        statement.setString(4, each.getKey());
        if (!before.isEmptyChain()) {
          statement.setLong(5, before.sequence());
        }
        if (statement.executeUpdate() != 1) {
          return false;
        }
      }
    }
    return true;
  }

  void append(Connection connection, List<Row> rows) throws SQLException {
    try (var statement = connection.prepareStatement(RowMapping.INSERT)) {
      for (Row row : rows) {
        RowMapping.write(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Where the chain's head stands. */
  Optional<Head> head(String tenantId) {
    return tables.jdbc(connection -> head(connection, tenantId, false));
  }

  /** The last record's place, whatever the head says. */
  OptionalLong lastSequence(String tenantId) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT MAX(seq) FROM audit_record WHERE tenant_id = ?")) {
            statement.setString(1, tenantId);
            try (var rows = statement.executeQuery()) {
              rows.next();
              long last = rows.getLong(1);
              return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
            }
          }
        });
  }

  /** The next records of a chain. */
  List<Row> after(String tenantId, long sequence, int limit) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT "
                      + RowMapping.COLUMNS
                      + " FROM audit_record WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?")) {
            statement.setString(1, tenantId);
            statement.setLong(2, sequence);
            statement.setInt(3, limit);
            List<Row> page = new ArrayList<>(limit);
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                page.add(RowMapping.read(rows));
              }
            }
            return page;
          }
        });
  }
}
