/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Inserts many rows with multi-row statements, which saves round trips. */
final class BatchInsert {

  /** Sets the parameters of a row and returns the index of the next parameter. */
  @FunctionalInterface
  interface RowParameterSetter<T> {
    int set(PreparedStatement statement, int from, T row) throws SQLException;
  }

  private final String head;
  private final String row;
  private final int size;

  /**
   * Creates a batch insert.
   *
   * @param head the statement up to {@code VALUES}
   * @param columns the number of parameters of a row
   * @param size the number of rows of a statement
   */
  BatchInsert(String head, int columns, int size) {
    this.head = head;
    this.row = "(?" + ", ?".repeat(columns - 1) + ")";
    this.size = size;
  }

  <T> void insert(Connection connection, List<T> rows, RowParameterSetter<T> setter)
      throws SQLException {
    int from = 0;
    if (rows.size() >= size) {
      try (var statement = connection.prepareStatement(sql(size))) {
        for (; rows.size() - from >= size; from += size) {
          execute(statement, rows.subList(from, from + size), setter);
        }
      }
    }
    if (from < rows.size()) {
      try (var statement = connection.prepareStatement(sql(rows.size() - from))) {
        execute(statement, rows.subList(from, rows.size()), setter);
      }
    }
  }

  private static <T> void execute(
      PreparedStatement statement, List<T> rows, RowParameterSetter<T> setter) throws SQLException {
    int at = 1;
    for (T each : rows) {
      at = setter.set(statement, at, each);
    }
    statement.executeUpdate();
  }

  private String sql(int rows) {
    return head + row + (", " + row).repeat(rows - 1);
  }
}
