/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.datasource.ConnectionEvictor;
import org.lumoauth.platform.persistence.group.GroupCommitService.GroupCommitStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changes with the same text in a batch and commits once. A single change commits by itself,
 * in one round trip.
 */
public final class GroupCommitExecutor implements GroupCommitService.BatchCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitExecutor.class);

  /** Error codes of MariaDB and H2. */
  private static final Set<Integer> LOCK_TIMEOUTS = Set.of(1205, 50200);

  private final DataSource statements;
  private final DataSource transactions;

  /**
   * Creates the executor with two data sources with short lock timeouts, because switching the mode
   * of a connection costs MariaDB two round trips.
   *
   * @param statements connections in auto-commit mode
   * @param transactions connections that require a commit
   */
  public GroupCommitExecutor(DataSource statements, DataSource transactions) {
    this.statements = statements;
    this.transactions = transactions;
  }

  @Override
  public Optional<int[]> commit(List<GroupCommitStatement> changes) throws SQLException {
    boolean one = changes.size() == 1;
    try (Connection connection = (one ? statements : transactions).getConnection()) {
      return one ? one(connection, changes.get(0)) : all(transactions, connection, changes);
    }
  }

  private static Optional<int[]> one(Connection connection, GroupCommitStatement change)
      throws SQLException {
    try {
      int rows = SqlStatementRunner.update(connection, change.sql(), change.values());
      return Optional.of(new int[] {rows});
    } catch (SQLException e) {
      if (LOCK_TIMEOUTS.contains(e.getErrorCode())) {
        return Optional.empty(); // a caller that needs the locked row waits for it alone
      }
      throw e;
    }
  }

  private static Optional<int[]> all(
      DataSource source, Connection connection, List<GroupCommitStatement> changes)
      throws SQLException {
    int[] counts = new int[changes.size()];
    try {
      for (List<Integer> same : byText(changes)) {
        carryOut(connection, changes, same, counts);
      }
    } catch (SQLException e) {
      LOG.debug("persistence.group-parted changes={} state={}", counts.length, e.getSQLState());
      connection.rollback();
      ConnectionEvictor.evict(source, connection, e);
      return Optional.empty();
    }
    connection.commit();
    return Optional.of(counts);
  }

  /** Groups the indexes of changes with the same text. */
  private static Iterable<List<Integer>> byText(List<GroupCommitStatement> changes) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      places.computeIfAbsent(changes.get(i).sql(), text -> new ArrayList<>()).add(i);
    }
    return places.values();
  }

  private static void carryOut(
      Connection connection, List<GroupCommitStatement> changes, List<Integer> same, int[] counts)
      throws SQLException {
    GroupCommitStatement first = changes.get(same.get(0));
    if (same.size() == 1) {
      counts[same.get(0)] = SqlStatementRunner.update(connection, first.sql(), first.values());
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(first.sql())) {
      for (int place : same) {
        SqlStatementRunner.set(statement, changes.get(place).values());
        statement.addBatch();
      }
      int[] found = statement.executeBatch();
      for (int i = 0; i < found.length; i++) {
        counts[same.get(i)] = count(first.sql(), found, i);
      }
    }
  }

  /**
   * Returns the number of affected rows. Bulk inserts are not counted individually: without an
   * error, all succeeded.
   */
  private static int count(String sql, int[] found, int place) throws SQLException {
    if (found[place] >= 0) {
      return found[place];
    }
    if (found[place] == java.sql.Statement.SUCCESS_NO_INFO
        && sql.regionMatches(true, 0, "insert", 0, "insert".length())) {
      return 1;
    }
    throw new BatchUpdateException("the driver did not report the number of affected rows", found);
  }
}
