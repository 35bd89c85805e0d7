/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs plain SQL statements with values, on a connection of {@link PersistenceUnit#jdbc} or {@link
 * PersistenceUnit#autoCommit}. Values replace question marks as parameters and are never part of
 * the text. A time is stored as a number, in microseconds since 1970: statements accept an {@link
 * Instant} as a value, and {@link #instant} reads it.
 */
public final class SqlStatementRunner {

  private SqlStatementRunner() {}

  /** Reads the current row of a result set. */
  @FunctionalInterface
  public interface SqlRowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a change and returns the number of affected rows. */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Returns the mapped rows in their order. */
  public static <T> List<T> list(
      Connection connection, SqlRowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    }
  }

  /** Returns the first mapped row, if any. */
  public static <T> Optional<T> first(
      Connection connection, SqlRowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      }
    }
  }

  /** Sets the values of the question marks in order. */
  public static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(
          i + 1, value instanceof Instant time ? EpochMicrosConverter.toMicros(time) : value);
    }
  }

  /**
   * Returns the time of a column.
   *
   * @throws SQLException if the column is null
   */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return findInstant(row, column)
        .orElseThrow(() -> new SQLException("the column " + column + " is null"));
  }

  /** Returns the time of a column that may be null. */
  public static Optional<Instant> findInstant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(EpochMicrosConverter.toInstant(micros));
  }
}
