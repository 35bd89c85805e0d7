package org.lumoauth.platform.persistence.group;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.datasource.SpoiltConnections;
import org.lumoauth.platform.persistence.group.GroupedChanges.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changes of the same text together, and commits once. A single one commits by itself: that
 * is one round trip.
 */
public final class GroupTransactions implements GroupedChanges.Together {
  private static final Logger LOG = LoggerFactory.getLogger(GroupTransactions.class);

  /** Of MariaDB and of H2. */
  private static final Set<Integer> LOCK_TIMEOUTS = Set.of(1205, 50200);

  private final DataSource statements;
  private final DataSource transactions;

  /**
   * Takes two kinds of connections, both of which wait for locks but shortly: to switch one costs
   * MariaDB two round trips.
   *
   * @param statements on which each statement commits by itself
   * @param transactions on which what was changed is to be committed
   */
  public GroupTransactions(DataSource statements, DataSource transactions) {
    this.statements = statements;
    this.transactions = transactions;
  }

  @Override
  public Optional<int[]> commit(List<Statement> changes) throws SQLException {
    boolean one = changes.size() == 1;
    try (Connection connection = (one ? statements : transactions).getConnection()) {
      return one ? one(connection, changes.get(0)) : all(transactions, connection, changes);
    }
  }

  private static Optional<int[]> one(Connection connection, Statement change) throws SQLException {
    try {
      int rows = Statements.update(connection, change.sql(), change.values());
      return Optional.of(new int[] {rows});
    } catch (SQLException e) {
      if (LOCK_TIMEOUTS.contains(e.getErrorCode())) {
        return Optional.empty(); // whoever wants that row waits for it without the others
      }
      throw e;
    }
  }

  private static Optional<int[]> all(
      DataSource source, Connection connection, List<Statement> changes) throws SQLException {
    int[] counts = new int[changes.size()];
    try {
      for (List<Integer> same : byText(changes)) {
        carryOut(connection, changes, same, counts);
      }
    } catch (SQLException e) {
      LOG.debug("persistence.group-parted changes={} state={}", counts.length, e.getSQLState());
      connection.rollback();
      SpoiltConnections.evict(source, connection, e);
      return Optional.empty();
    }
    connection.commit();
    return Optional.of(counts);
  }

  /** The places of the changes that have the same text. */
  private static Iterable<List<Integer>> byText(List<Statement> changes) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      places.computeIfAbsent(changes.get(i).sql(), text -> new ArrayList<>()).add(i);
    }
    return places.values();
  }

  private static void carryOut(
      Connection connection, List<Statement> changes, List<Integer> same, int[] counts)
      throws SQLException {
    Statement first = changes.get(same.get(0));
    if (same.size() == 1) {
      counts[same.get(0)] = Statements.update(connection, first.sql(), first.values());
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(first.sql())) {
      for (int place : same) {
        Statements.set(statement, changes.get(place).values());
        statement.addBatch();
      }
      int[] found = statement.executeBatch();
      for (int i = 0; i < found.length; i++) {
        counts[same.get(i)] = count(first.sql(), found, i);
      }
    }
  }

  /** Rows that are added in bulk are not counted one by one: all were, or it had failed. */
  private static int count(String sql, int[] found, int place) throws SQLException {
    if (found[place] >= 0) {
      return found[place];
    }
    if (found[place] == java.sql.Statement.SUCCESS_NO_INFO
        && sql.regionMatches(true, 0, "insert", 0, "insert".length())) {
      return 1;
    }
    throw new BatchUpdateException("a change was not counted", found);
  }
}
