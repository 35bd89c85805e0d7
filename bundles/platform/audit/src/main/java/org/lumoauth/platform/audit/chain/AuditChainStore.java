/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lumoauth.platform.persistence.PersistenceUnit;

/**
 * Accesses the chains with SQL. A chain ends with its last record. Its stored head is updated
 * slightly later and reveals truncation.
 */
class AuditChainStore {

  /** The maximum number of records or ends of chains per statement, which is one round trip. */
  static final int AT_ONCE = 16;

  private static final List<String> INSERTS =
      IntStream.rangeClosed(1, AT_ONCE).mapToObj(AuditRowMapper::insert).toList();

  private static final String PLACE = "SELECT seq, hash, recorded_at, tenant_id FROM ";
  private static final String END =
      PLACE
          + "audit_head WHERE tenant_id = ? UNION ALL ("
          + PLACE
          + "audit_record WHERE tenant_id = ? ORDER BY seq DESC LIMIT 1)";
  private static final List<String> ENDS =
      IntStream.rangeClosed(1, AT_ONCE)
          .mapToObj(chains -> END + (" UNION ALL " + END).repeat(chains - 1))
          .toList();
  private static final List<String> HOLDS =
      IntStream.rangeClosed(1, AT_ONCE)
          .mapToObj(
              chains ->
                  "SELECT tenant_id FROM audit_head WHERE tenant_id IN (?"
                      + ", ?".repeat(chains - 1)
                      + ") ORDER BY tenant_id FOR UPDATE")
          .toList();

  private final PersistenceUnit tables;

  AuditChainStore(PersistenceUnit tables) {
    this.tables = tables;
  }

  /** Returns the checkpoints of chains with deleted records. */
  ChainCheckpointStore starts() {
    return new ChainCheckpointStore(tables);
  }

  /** Runs several statements in one transaction. */
  <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
    return tables.urgentTransaction(work);
  }

  /** Runs one statement that commits by itself. */
  <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
    return tables.urgentAutoCommit(work);
  }

  /** Reads the ends of chains: the last record, or the stored head if it is further. */
  Map<String, ChainHead> readHeads(Connection connection, Collection<String> tenantIds)
      throws SQLException {
    Map<String, ChainHead> ends = new HashMap<>();
    tenantIds.forEach(tenantId -> ends.put(tenantId, ChainHead.ofEmptyChain()));
    List<String> all = List.copyOf(ends.keySet());
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      try (var statement = connection.prepareStatement(ENDS.get(some.size() - 1))) {
        for (int i = 0; i < some.size(); i++) {
          statement.setString(2 * i + 1, some.get(i));
          statement.setString(2 * i + 2, some.get(i));
        }
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            ends.merge(rows.getString(4), place(rows), ChainHead::later);
          }
        }
      }
    }
    return ends;
  }

  /** Locks the chains against other servers until the end of the transaction. */
  void lockChains(Connection connection, Collection<String> tenantIds) throws SQLException {
    List<String> all = tenantIds.stream().sorted().toList(); // sorted to prevent deadlocks
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      try (var statement = connection.prepareStatement(HOLDS.get(some.size() - 1))) {
        for (int i = 0; i < some.size(); i++) {
          statement.setString(i + 1, some.get(i));
        }
        statement.executeQuery().close();
      }
    }
  }

  private static ChainHead place(ResultSet rows) throws SQLException {
    return new ChainHead(rows.getLong(1), rows.getBytes(2), rows.getLong(3));
  }

  /** Inserts the heads of new chains, together with their first records. */
  void insertHeads(Connection connection, Map<String, ChainHead> heads) throws SQLException {
    if (heads.isEmpty()) {
      return;
    }
    send(
        connection,
        "INSERT INTO audit_head (seq, hash, recorded_at, tenant_id) VALUES (?, ?, ?, ?)",
        heads,
        false);
  }

  /** Advances heads. A head that another server advanced further does not change. */
  void updateHeads(Map<String, ChainHead> heads) {
    inTransaction(
        connection -> {
          send(
              connection,
              "UPDATE audit_head SET seq = ?, hash = ?, recorded_at = ?"
                  + " WHERE tenant_id = ? AND seq < ?",
              heads,
              true);
          return heads;
        });
  }

  private static void send(
      Connection connection, String sql, Map<String, ChainHead> heads, boolean forward)
      throws SQLException {
    // All servers use the same order, which prevents deadlocks.
    SortedMap<String, ChainHead> sorted = new TreeMap<>(heads);
    try (var statement = connection.prepareStatement(sql)) {
      for (var each : sorted.entrySet()) {
        statement.setLong(1, each.getValue().sequence());
        statement.setBytes(2, each.getValue().hash());
        statement.setLong(3, each.getValue().micros());
        statement.setString(4, each.getKey());
        if (forward) {
          statement.setLong(5, each.getValue().sequence());
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Adds records, up to {@link #AT_ONCE} with one statement. */
  void append(Connection connection, List<AuditChainRow> linked) throws SQLException {
    // By chain, in the same order on every server, like the heads.
    List<AuditChainRow> rows =
        linked.stream().sorted(Comparator.comparing(AuditChainRow::tenantId)).toList();
    boolean one = rows.size() <= AT_ONCE;
    try (var statement = connection.prepareStatement(INSERTS.get(one ? rows.size() - 1 : 0))) {
      for (int i = 0; i < rows.size(); i++) {
        AuditRowMapper.write(statement, one ? i : 0, rows.get(i));
        if (!one) {
          statement.addBatch();
        }
      }
      if (one) {
        statement.executeUpdate();
      } else {
        statement.executeBatch();
      }
    }
  }

  /** Returns the chain's stored head; empty if it has none. */
  Optional<ChainHead> head(String tenantId) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(PLACE + "audit_head WHERE tenant_id = ?")) {
            statement.setString(1, tenantId);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(place(rows)) : Optional.empty();
            }
          }
        });
  }

  /** Returns the position of the last record, regardless of the head. */
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

  /** Returns the next records of a chain. */
  List<AuditChainRow> readAfter(String tenantId, long sequence, int limit) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT "
                      + AuditRowMapper.COLUMNS
                      + " FROM audit_record WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?")) {
            statement.setString(1, tenantId);
            statement.setLong(2, sequence);
            statement.setInt(3, limit);
            List<AuditChainRow> page = new ArrayList<>(limit);
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                page.add(AuditRowMapper.read(rows));
              }
            }
            return page;
          }
        });
  }
}
