/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Executes statements in one transaction.
 *
 * @param connection the connection of the transaction
 */
record AbacSqlExecutor(Connection connection) {

  /** Maps a row. */
  @FunctionalInterface
  interface AbacRowMapper<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Executes a statement and returns the number of changed rows. */
  int update(String statement, Object... values) throws SQLException {
    return SqlStatementRunner.update(connection, statement, values);
  }

  <T> List<T> list(String query, AbacRowMapper<T> row, Object... values) throws SQLException {
    return SqlStatementRunner.list(connection, row::read, query, values);
  }

  <T> Optional<T> first(String query, AbacRowMapper<T> row, Object... values) throws SQLException {
    return list(query, row, values).stream().findFirst();
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
