package org.lumoauth.platform.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements of plain SQL with their values, on a connection of {@link PersistenceUnit#jdbc} or
 * {@link PersistenceUnit#autoCommit}. Values stand for question marks and are never put into the
 * text.
 */
public final class SqlStatements {

  private SqlStatements() {}

  /** Reads the row that a result stands at. */
  @FunctionalInterface
  public interface SqlRowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Carries out a change; how many rows it was of. */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** What is read of every row, in their order. */
  public static <T> List<T> list(
      Connection connection, SqlRowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  /** What is read of the first row, if there is one. */
  public static <T> Optional<T> first(
      Connection connection, SqlRowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    set(statement, values);
    return statement;
  }

  /** Puts values in the place of the question marks, in their order. */
  public static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
