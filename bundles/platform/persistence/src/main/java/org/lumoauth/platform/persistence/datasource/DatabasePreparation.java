package org.lumoauth.platform.persistence.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What must hold of a database before the first table is made in it. */
public interface DatabasePreparation {

  /** Text is compared byte for byte, trailing spaces included. */
  String COLLATION = "utf8mb4_nopad_bin";

  /**
   * Checks the database and sets its defaults right.
   *
   * @throws SQLException if the database does not answer
   * @throws IllegalStateException with a message for the operator if it can't be used as it is
   */
  void prepare(DataSource source) throws SQLException;

  /** The preparation that a kind of database needs. */
  static DatabasePreparation of(DatabaseKind kind) {
    return switch (kind) {
      case H2 -> source -> source.getConnection().close(); // compares byte for byte as it is
      case MARIADB -> DatabasePreparation::collateByBytes;
    };
  }

  /**
   * New tables take the database's default collation. MariaDB's own default ignores case and
   * trailing spaces, so that two subjects could pass for one.
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
            "The database must compare text byte for byte, and this user may not change it. Run:"
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
