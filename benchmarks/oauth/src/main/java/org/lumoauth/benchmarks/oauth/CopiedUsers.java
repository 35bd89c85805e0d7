/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Creates many users of a tenant as copies of an existing one, including its password, directly in
 * the MariaDB database of a server: the API, which hashes each password, would take hours for a
 * million. Prints the rate.
 */
public final class CopiedUsers {
  private static final int BATCH = 1_000;

  private final Connection connection;
  private final String model;

  private CopiedUsers(Connection connection, String model) {
    this.connection = connection;
    this.model = model;
  }

  /**
   * Arguments: the e-mail address of the model user, and the number of users. The environment names
   * the database.
   */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    long begun = System.nanoTime();
    try (var connection = DriverManager.getConnection(System.getenv("LUMOAUTH_DB_URL"), login())) {
      connection.setAutoCommit(false);
      new CopiedUsers(connection, arguments[0]).copy(count);
    }
    System.out.printf(
        "users %d more, %.0f/s%n", count, count / ((System.nanoTime() - begun) / 1e9));
  }

  private static Properties login() {
    var login = new Properties();
    login.setProperty("user", System.getenv("LUMOAUTH_DB_USER"));
    login.setProperty("password", System.getenv("LUMOAUTH_DB_PASSWORD"));
    login.setProperty("useBulkStmts", "true");
    return login;
  }

  private void copy(int count) throws SQLException {
    var user =
        row("SELECT * FROM directory_user WHERE email = ? ORDER BY created_at DESC LIMIT 1", model);
    var password =
        row("SELECT * FROM directory_password WHERE user_id = ?", user.get("id").toString());
    var address =
        row("SELECT * FROM directory_address WHERE user_id = ?", user.get("id").toString());
    for (int first = 0; first < count; first += BATCH) {
      int end = Math.min(count, first + BATCH);
      insert("directory_user", user, first, end);
      insert("directory_password", password, first, end);
      insert("directory_address", address, first, end);
      connection.commit();
    }
  }

  private Map<String, Object> row(String sql, String argument) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("no row found for " + argument);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), rows.getObject(i));
        }
        return row;
      }
    }
  }

  private void insert(String table, Map<String, Object> row, int first, int end)
      throws SQLException {
    var columns = String.join(", ", row.keySet());
    var marks = row.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")")) {
      for (int number = first; number < end; number++) {
        int at = 1;
        for (var column : row.entrySet()) {
          statement.setObject(at++, value(column.getKey(), column.getValue(), number));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Object value(String column, Object of, int number) {
    return switch (column) {
      case "id", "user_id" -> "usr_01K" + String.format("%023d", number);
      case "email", "folded" -> "many" + number + "@example.com";
      case "username" -> null;
      default -> of;
    };
  }
}
