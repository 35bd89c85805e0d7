/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;

/** The reads of an evaluation, in a transaction. The results include expired tuples. */
public final class TupleGraphQuery {

  private static final String FROM =
      "SELECT " + TupleColumnMapper.ALL + " FROM rebac_tuple WHERE tenant_id = ? AND store_id = ?";
  private static final String OF_NODE =
      FROM + " AND object_type = ? AND object_id = ? AND relation = ?";
  private static final String OF_SUBJECT =
      FROM + " AND subject_type = ? AND subject_id = ? AND subject_relation = ?";

  private TupleGraphQuery() {}

  /** Returns the tuple of a key. */
  public static Optional<RelationTuple> find(
      Connection connection, RelationStoreKey key, TupleKey tuple) throws SQLException {
    return Optional.ofNullable(TupleTable.find(connection, key, List.of(tuple)).get(tuple));
  }

  /** Returns the tuples of an object and a relation with usersets, or with other subjects. */
  public static List<RelationTuple> ofNode(
      Connection connection,
      RelationStoreKey key,
      ObjectRef object,
      String relation,
      boolean usersets,
      int limit)
      throws SQLException {
    String sql = OF_NODE + " AND subject_relation " + (usersets ? "<>" : "=") + " ? LIMIT " + limit;
    try (var statement = connection.prepareStatement(sql)) {
      setStore(statement, key);
      statement.setBytes(3, TupleColumnMapper.bytes(object.type()));
      statement.setBytes(4, TupleColumnMapper.bytes(object.id()));
      statement.setBytes(5, TupleColumnMapper.bytes(relation));
      statement.setBytes(6, new byte[0]);
      return read(statement);
    }
  }

  /** Returns the tuples of a subject. */
  public static List<RelationTuple> ofSubject(
      Connection connection, RelationStoreKey key, RelationSubject subject, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(OF_SUBJECT + " LIMIT " + limit)) {
      setStore(statement, key);
      statement.setBytes(3, TupleColumnMapper.bytes(subject.type()));
      statement.setBytes(4, TupleColumnMapper.bytes(subject.id()));
      statement.setBytes(5, TupleColumnMapper.bytes(subject.relation().orElse("")));
      return read(statement);
    }
  }

  private static void setStore(PreparedStatement statement, RelationStoreKey key)
      throws SQLException {
    statement.setString(1, key.tenantId());
    statement.setString(2, key.storeId());
  }

  private static List<RelationTuple> read(PreparedStatement statement) throws SQLException {
    var found = new ArrayList<RelationTuple>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(TupleColumnMapper.read(rows, 1));
      }
    }
    return found;
  }
}
