/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.TupleGraphQuery;

/** A snapshot that reads the tables in a transaction with a consistent view. */
public final class SqlTupleSnapshot implements TupleSnapshot {

  private final Connection connection;
  private final RelationStoreKey key;
  private final long revision;
  private final int breadth;

  /**
   * Creates a snapshot.
   *
   * @param connection a connection in a transaction of {@code RebacSqlGateway.snapshot}, in which
   *     the revision was read
   * @param breadth the maximum number of tuples of one read
   */
  public SqlTupleSnapshot(Connection connection, RelationStoreKey key, long revision, int breadth) {
    this.connection = connection;
    this.key = key;
    this.revision = revision;
    this.breadth = breadth;
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public TupleEdge find(Userset node, Userset subject) {
    return asked(
        () ->
            TupleGraphQuery.find(
                    connection, key, new TupleKey(object(node), node.relation(), subject.subject()))
                .map(TupleEdge::of)
                .orElse(null));
  }

  @Override
  public List<TupleEdge> usersets(Userset node) {
    return links(node, true);
  }

  @Override
  public List<TupleEdge> objects(Userset node) {
    return links(node, false);
  }

  @Override
  public List<Userset> nodesOf(Userset subject) {
    return within(
            asked(() -> TupleGraphQuery.ofSubject(connection, key, subject.subject(), breadth + 1)))
        .stream()
        .map(tuple -> Userset.of(tuple.key().object(), tuple.key().relation()))
        .toList();
  }

  private List<TupleEdge> links(Userset node, boolean usersets) {
    return within(
            asked(
                () ->
                    TupleGraphQuery.ofNode(
                        connection, key, object(node), node.relation(), usersets, breadth + 1)))
        .stream()
        .map(TupleEdge::of)
        .toList();
  }

  private List<RelationTuple> within(List<RelationTuple> found) {
    if (found.size() > breadth) {
      throw new RelationException(
          RelationErrorKind.LIMIT_EXCEEDED,
          "The query exceeds the maximum of " + breadth + " tuples of one object and relation.");
    }
    return found;
  }

  private static ObjectRef object(Userset node) {
    return new ObjectRef(node.type(), node.id());
  }

  /** Runs a read. A JDBC exception ends the whole query; the persistence unit converts it. */
  private static <T> T asked(SnapshotQuery<T> query) {
    try {
      return query.ask();
    } catch (SQLException e) {
      throw new SnapshotReadException(e);
    }
  }

  @FunctionalInterface
  private interface SnapshotQuery<T> {
    T ask() throws SQLException;
  }

  /** Transports an SQL exception to the end of the transaction. */
  private static final class SnapshotReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotReadException(SQLException cause) {
      super("Reading tuples failed with SQL state " + cause.getSQLState(), cause);
    }
  }
}
