/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** Pages through tuples sorted by key, in a transaction. */
public final class TuplePageQuery {

  private static final List<String> ORDER = List.of(TupleColumnMapper.KEY.split(", "));

  private TuplePageQuery() {}

  /** Returns whether a tuple that has not expired matches. */
  public static boolean exists(
      Connection connection, RelationStoreKey key, TupleFilter filter, long nowMicros)
      throws SQLException {
    return !query(connection, key, filter, List.of(), 0, nowMicros, 1).isEmpty();
  }

  /**
   * Returns the matching tuples that have not expired, after a given tuple.
   *
   * @param after the last tuple of the previous page
   */
  public static List<StoredRelationTuple> page(
      Connection connection,
      RelationStoreKey key,
      TupleFilter filter,
      Optional<TupleKey> after,
      long nowMicros,
      int limit)
      throws SQLException {
    if (after.isEmpty()) {
      return query(connection, key, filter, List.of(), 0, nowMicros, limit);
    }
    // The condition has one part for each number of shared leading columns; each part is a range of
    // the key.
    var names = names(after.get());
    var found = new ArrayList<StoredRelationTuple>();
    for (int shared = ORDER.size() - 1; shared >= 0 && found.size() < limit; shared--) {
      found.addAll(query(connection, key, filter, names, shared, nowMicros, limit - found.size()));
    }
    return found;
  }

  /** Passes all tuples of a store to a consumer, including expired tuples. */
  public static void scan(Connection connection, RelationStoreKey key, TupleConsumer consumer)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + TupleColumnMapper.ALL
                + " FROM rebac_tuple WHERE tenant_id = ? AND store_id = ?")) {
      statement.setFetchSize(1000); // Otherwise the MariaDB driver loads all rows into memory.
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(TupleColumnMapper.read(rows, 1));
        }
      }
    }
  }

  /** Consumes tuples. */
  @FunctionalInterface
  public interface TupleConsumer {
    void accept(RelationTuple tuple);
  }

  private static List<StoredRelationTuple> query(
      Connection connection,
      RelationStoreKey key,
      TupleFilter filter,
      List<String> after,
      int shared,
      long nowMicros,
      int limit)
      throws SQLException {
    var sql =
        new StringBuilder("SELECT ")
            .append(TupleColumnMapper.ALL)
            .append(", written_micros FROM rebac_tuple WHERE tenant_id = ? AND store_id = ?")
            .append(" AND (expires_micros IS NULL OR expires_micros > ?)");
    var values = new ArrayList<String>();
    filterBy(sql, values, "object_type", filter.objectType());
    filterBy(sql, values, "object_id", filter.objectId());
    filterBy(sql, values, "relation", filter.relation());
    filterBy(sql, values, "subject_type", filter.subjectType());
    filterBy(sql, values, "subject_id", filter.subjectId());
    filterBy(sql, values, "subject_relation", filter.subjectRelation());
    if (!after.isEmpty()) {
      for (int i = 0; i < shared; i++) {
        sql.append(" AND ").append(ORDER.get(i)).append(" = ?");
        values.add(after.get(i));
      }
      sql.append(" AND ").append(ORDER.get(shared)).append(" > ?");
      values.add(after.get(shared));
    }
    sql.append(" ORDER BY ").append(TupleColumnMapper.KEY).append(" LIMIT ").append(limit);
    try (var statement = connection.prepareStatement(sql.toString())) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setLong(3, nowMicros);
      int at = 4;
      for (String value : values) {
        statement.setBytes(at++, TupleColumnMapper.bytes(value));
      }
      var found = new ArrayList<StoredRelationTuple>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new StoredRelationTuple(
                  TupleColumnMapper.read(rows, 1),
                  EpochMicrosConverter.toInstant(rows.getLong(TupleColumnMapper.COUNT + 1))));
        }
      }
      return found;
    }
  }

  private static void filterBy(
      StringBuilder sql, List<String> values, String column, Optional<String> value) {
    if (value.isPresent()) {
      sql.append(" AND ").append(column).append(" = ?");
      values.add(value.get());
    }
  }

  private static List<String> names(TupleKey key) {
    return List.of(
        key.object().type(),
        key.object().id(),
        key.relation(),
        key.subject().type(),
        key.subject().id(),
        key.subject().relation().orElse(""));
  }
}
