/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Prepares a database before the first table is created. */
public interface DatabaseDefaultsInitializer {

  /** Compares text byte for byte, including trailing spaces. */
  String COLLATION = "utf8mb4_nopad_bin";

  /**
   * Checks the database and corrects its defaults.
   *
   * @throws SQLException if the database does not respond
   * @throws IllegalStateException with a message for the operator if the database cannot be used
   */
  void prepare(DataSource source) throws SQLException;

  /** Returns the preparation for a kind of database. */
  static DatabaseDefaultsInitializer of(DatabaseKind kind) {
    return switch (kind) {
      case H2 -> source -> source.getConnection().close(); // compares byte for byte by default
      case MARIADB -> DatabaseDefaultsInitializer::collateByBytes;
    };
  }

  /**
   * Sets the database's default collation, which new tables inherit. MariaDB's own default ignores
   * case and trailing spaces, so that two subjects could be confused.
   */
  private static void collateByBytes(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      if (COLLATION.equals(collation(connection))) {
        return;
      }
      try (var statement = connection.createStatement()) {
        statement.execute("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE " + COLLATION);
      } catch (SQLException e) {
        throw new IllegalStateException(
            "The database must compare text byte for byte, but this user is not "
                + "allowed to change its collation. Run:"
                + " ALTER DATABASE CHARACTER SET utf8mb4 COLLATE "
                + COLLATION,
            e);
      }
    }
  }

  private static String collation(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT @@collation_database")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
