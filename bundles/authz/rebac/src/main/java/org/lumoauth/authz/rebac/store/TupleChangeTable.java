/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accesses the change log, in a transaction. */
public final class TupleChangeTable {

  private static final int ROWS = 64;
  private static final String INSERT =
      "INSERT INTO rebac_change (tenant_id, store_id, revision, seq, operation, "
          + TupleColumnMapper.ALL
          + ", at_micros) VALUES ";

  private TupleChangeTable() {}

  /** Adds changes. */
  public static void insert(
      Connection connection, RelationStoreKey key, List<TupleChangeRow> changes)
      throws SQLException {
    new BatchInsert(INSERT, 6 + TupleColumnMapper.COUNT, ROWS)
        .insert(
            connection,
            changes,
            (statement, from, change) -> {
              int at = from;
              statement.setString(at++, key.tenantId());
              statement.setString(at++, key.storeId());
              statement.setLong(at++, change.revision());
              statement.setInt(at++, change.seq());
              statement.setString(at++, change.written() ? "w" : "d");
              at = TupleColumnMapper.set(statement, at, change.tuple());
              statement.setLong(at++, change.atMicros());
              return at;
            });
  }

  /**
   * Returns the changes after a position, in order.
   *
   * @param objectType only changes of objects of this type
   * @param fromMicros only changes from this time
   */
  public static List<TupleChangeRow> after(
      Connection connection,
      RelationStoreKey key,
      long revision,
      int seq,
      Optional<String> objectType,
      Optional<Long> fromMicros,
      int limit)
      throws SQLException {
    String sql =
        "SELECT revision, seq, operation, at_micros, "
            + TupleColumnMapper.ALL
            + " FROM rebac_change WHERE tenant_id = ? AND store_id = ? AND revision >= ?"
            + " AND (revision > ? OR seq > ?)"
            + (objectType.isPresent() ? " AND object_type = ?" : "")
            + (fromMicros.isPresent() ? " AND at_micros >= ?" : "")
            + " ORDER BY revision, seq LIMIT "
            + limit;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setLong(3, revision);
      statement.setLong(4, revision);
      statement.setInt(5, seq);
      int at = 6;
      if (objectType.isPresent()) {
        statement.setBytes(at++, TupleColumnMapper.bytes(objectType.get()));
      }
      if (fromMicros.isPresent()) {
        statement.setLong(at, fromMicros.get());
      }
      var found = new ArrayList<TupleChangeRow>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new TupleChangeRow(
                  rows.getLong(1),
                  rows.getInt(2),
                  rows.getString(3).equals("w"),
                  TupleColumnMapper.read(rows, 5),
                  rows.getLong(4)));
        }
      }
      return found;
    }
  }
}
