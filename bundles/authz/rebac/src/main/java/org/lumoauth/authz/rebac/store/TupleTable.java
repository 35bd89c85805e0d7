/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;

/** Writes the rows of tuples, in a transaction that has locked the store. */
public final class TupleTable {

  private static final int ROWS = 64;
  private static final int LOOKUPS = 32;
  private static final String BY_KEY =
      " FROM rebac_tuple WHERE tenant_id = ? AND store_id = ? AND object_type = ?"
          + " AND object_id = ? AND relation = ? AND subject_type = ? AND subject_id = ?"
          + " AND subject_relation = ?";
  private static final String FIND = "SELECT " + TupleColumnMapper.ALL + BY_KEY;
  private static final String INSERT =
      "INSERT INTO rebac_tuple (tenant_id, store_id, "
          + TupleColumnMapper.ALL
          + ", written_micros) VALUES ";

  private TupleTable() {}

  /** Returns those of the given tuples that exist. */
  public static Map<TupleKey, RelationTuple> find(
      Connection connection, RelationStoreKey key, List<TupleKey> wanted) throws SQLException {
    var found = new HashMap<TupleKey, RelationTuple>();
    for (int from = 0; from < wanted.size(); from += LOOKUPS) {
      var part = wanted.subList(from, Math.min(wanted.size(), from + LOOKUPS));
      // Each arm of the union is one key lookup on both databases; OR or IN is not.
      String sql = FIND + (" UNION ALL " + FIND).repeat(part.size() - 1);
      try (var statement = connection.prepareStatement(sql)) {
        int at = 1;
        for (TupleKey each : part) {
          at = setStored(statement, at, key, each);
        }
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            var tuple = TupleColumnMapper.read(rows, 1);
            found.put(tuple.key(), tuple);
          }
        }
      }
    }
    return found;
  }

  /** Adds tuples that do not exist. */
  public static void insert(
      Connection connection, RelationStoreKey key, List<RelationTuple> tuples, long atMicros)
      throws SQLException {
    new BatchInsert(INSERT, 3 + TupleColumnMapper.COUNT, ROWS)
        .insert(
            connection,
            tuples,
            (statement, from, tuple) -> {
              statement.setString(from, key.tenantId());
              statement.setString(from + 1, key.storeId());
              int at = TupleColumnMapper.set(statement, from + 2, tuple);
              statement.setLong(at, atMicros);
              return at + 1;
            });
  }

  /** Deletes existing tuples. */
  public static void delete(Connection connection, RelationStoreKey key, List<TupleKey> tuples)
      throws SQLException {
    if (tuples.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement("DELETE" + BY_KEY)) {
      for (TupleKey each : tuples) {
        setStored(statement, 1, key, each);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static int setStored(
      PreparedStatement statement, int from, RelationStoreKey key, TupleKey tuple)
      throws SQLException {
    statement.setString(from, key.tenantId());
    statement.setString(from + 1, key.storeId());
    return TupleColumnMapper.setKey(statement, from + 2, tuple);
  }
}
