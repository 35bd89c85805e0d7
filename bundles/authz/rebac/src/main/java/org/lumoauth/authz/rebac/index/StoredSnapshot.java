package org.lumoauth.authz.rebac.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.TupleReads;

/** A snapshot that is read from the tables, in a transaction that sees one state. */
public final class StoredSnapshot implements Snapshot {

  private final Connection connection;
  private final StoreKey key;
  private final long revision;
  private final int breadth;

  /**
   * @param connection in a transaction of {@code RebacUnit.snapshot}, in which the revision was
   *     read
   * @param breadth how many tuples one question may give
   */
  public StoredSnapshot(Connection connection, StoreKey key, long revision, int breadth) {
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
  public Link find(Userset node, Userset subject) {
    return asked(
        () ->
            TupleReads.find(
                    connection, key, new TupleKey(object(node), node.relation(), subject.subject()))
                .map(Link::of)
                .orElse(null));
  }

  @Override
  public List<Link> usersets(Userset node) {
    return links(node, true);
  }

  @Override
  public List<Link> objects(Userset node) {
    return links(node, false);
  }

  @Override
  public List<Userset> nodesOf(Userset subject) {
    return within(
            asked(() -> TupleReads.ofSubject(connection, key, subject.subject(), breadth + 1)))
        .stream()
        .map(tuple -> Userset.of(tuple.key().object(), tuple.key().relation()))
        .toList();
  }

  private List<Link> links(Userset node, boolean usersets) {
    return within(
            asked(
                () ->
                    TupleReads.ofNode(
                        connection, key, object(node), node.relation(), usersets, breadth + 1)))
        .stream()
        .map(Link::of)
        .toList();
  }

  private List<RelationTuple> within(List<RelationTuple> found) {
    if (found.size() > breadth) {
      throw new RelationException(
          Kind.LIMIT_EXCEEDED, "The question takes more tuples than may be read for it.");
    }
    return found;
  }

  private static ObjectRef object(Userset node) {
    return new ObjectRef(node.type(), node.id());
  }

  /** What JDBC throws ends the whole question; the unit that runs it says what it means. */
  private static <T> T asked(Query<T> query) {
    try {
      return query.ask();
    } catch (SQLException e) {
      throw new ReadFailure(e);
    }
  }

  @FunctionalInterface
  private interface Query<T> {
    T ask() throws SQLException;
  }

  /** Carries an SQL exception to where the transaction ends. */
  private static final class ReadFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadFailure(SQLException cause) {
      super("tuples could not be read, state " + cause.getSQLState(), cause);
    }
  }
}
