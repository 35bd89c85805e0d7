/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/**
 * All tables of a database with their rows, to be restored in an empty database of the same kind.
 *
 * @param statements the SQL that creates them, in the database's dialect
 * @param rows the rows that the statements do not insert, by table
 */
record SchemaCopy(List<String> statements, Map<String, List<List<Object>>> rows) {

  /** Captures the current content of a database. */
  static SchemaCopy capture(DatabaseKind kind, Connection connection) throws SQLException {
    return switch (kind) {
      case H2 -> ofH2(connection);
      case MARIADB -> ofMariaDb(connection);
    };
  }

  /** Returns the table names. */
  static List<String> tables(Connection connection) throws SQLException {
    return column(connection, "SHOW TABLES", 1);
  }

  /** Restores the tables. */
  void restore(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    for (var table : rows.entrySet()) {
      insert(connection, table.getKey(), table.getValue());
    }
    connection.commit();
  }

  /** The script creates tables and rows; users exist in an empty database. */
  private static SchemaCopy ofH2(Connection connection) throws SQLException {
    List<String> script = new ArrayList<>(column(connection, "SCRIPT NOPASSWORDS NOSETTINGS", 1));
    script.removeIf(line -> line.startsWith("--") || line.startsWith("CREATE USER"));
    return new SchemaCopy(script, Map.of());
  }

  /** The tables have no foreign keys, so they can be created in any order. */
  private static SchemaCopy ofMariaDb(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>();
    Map<String, List<List<Object>>> rows = new TreeMap<>();
    for (String table : tables(connection)) {
      statements.addAll(column(connection, "SHOW CREATE TABLE " + table, 2));
      List<List<Object>> kept = rows(connection, table);
      if (!kept.isEmpty()) {
        rows.put(table, kept);
      }
    }
    return new SchemaCopy(statements, rows);
  }

  private static List<String> column(Connection connection, String query, int column)
      throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (answer.next()) {
        values.add(answer.getString(column));
      }
      return values;
    }
  }

  private static List<List<Object>> rows(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT * FROM " + table)) {
      List<List<Object>> rows = new ArrayList<>();
      while (answer.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
          row.add(answer.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static void insert(Connection connection, String table, List<List<Object>> rows)
      throws SQLException {
    String places = String.join(", ", Collections.nCopies(rows.get(0).size(), "?"));
    try (var statement =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
      for (List<Object> row : rows) {
        for (int column = 0; column < row.size(); column++) {
          statement.setObject(column + 1, row.get(column));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
