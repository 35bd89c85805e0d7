/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Opens one connection to the database from a separate process, so that the launcher can reject
 * wrong settings before it starts the server. Reads {@code LUMOAUTH_DB_URL}, {@code
 * LUMOAUTH_DB_USER} and {@code LUMOAUTH_DB_PASSWORD}, and uses only the JDK and the driver.
 */
public final class DatabaseConnectionPreflight {
  /** The database accepted the login. */
  static final int ACCEPTED = 0;

  /** The database rejected the user, the password or the database name. */
  static final int REFUSED = 3;

  /** The database did not respond. */
  static final int UNREACHABLE = 4;

  /** The URL is not a JDBC URL that a shipped driver accepts. */
  static final int MALFORMED = 5;

  private static final String TIMEOUT_MILLIS = "5000";

  private DatabaseConnectionPreflight() {}

  /** Prints the reason of a failure and exits with one of the statuses above. */
  public static void main(String[] arguments) {
    System.exit(check(System.getenv()));
  }

  static int check(Map<String, String> environment) {
    String url = environment.getOrDefault("LUMOAUTH_DB_URL", "").strip();
    Properties login = new Properties();
    login.setProperty("user", environment.getOrDefault("LUMOAUTH_DB_USER", ""));
    login.setProperty("password", environment.getOrDefault("LUMOAUTH_DB_PASSWORD", ""));
    login.setProperty("connectTimeout", TIMEOUT_MILLIS);
    login.setProperty("socketTimeout", TIMEOUT_MILLIS);
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      System.out.println("The URL must have the form jdbc:mariadb://host:3306/database.");
      return MALFORMED;
    }
    try (Connection connection = DriverManager.getConnection(url, login)) {
      return ACCEPTED;
    } catch (SQLException e) {
      System.out.println(e.getMessage());
      return DatabaseLoginRefusalDetector.isRefusal(e) ? REFUSED : UNREACHABLE;
    }
  }
}
