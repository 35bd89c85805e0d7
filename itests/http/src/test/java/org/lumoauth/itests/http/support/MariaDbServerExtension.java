/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * One server on a MariaDB of its own for the test classes that kill either: each of its tests finds
 * both running, and leaves them so. It may ask the {@link StubSite}.
 */
public final class MariaDbServerExtension extends SharedServerExtension {
  /** The server's user, with the rights that the documentation gives it. */
  public static final String USER = "lumoauth";

  public static final String PASSWORD = "of-the-server";

  private static final String DATABASE = "lumoauth";

  @Override
  public List<AutoCloseable> start() throws Exception {
    StubSite site = new StubSite();
    MariaDbServer database = MariaDbServer.start();
    database.create(DATABASE);
    createUser(database);
    Map<String, String> environment = new HashMap<>(environment(database));
    environment.put("JAVA_TOOL_OPTIONS", site.trustOptions());
    TestServer server =
        TestServer.start(
            environment,
            Map.of("org.lumoauth.platform.outbound.cfg", "allowedNetworks = 127.0.0.1/32, ::1\n"));
    return List.of(site, database, server);
  }

  /** Creates the server's user. */
  public static void createUser(MariaDbServer database) throws SQLException {
    execute(
        database,
        "CREATE USER %s IDENTIFIED BY '%s'".formatted(USER, PASSWORD),
        "GRANT ALL ON %s.* TO %s".formatted(DATABASE, USER));
  }

  /** Executes statements as the database's administrator. */
  public static void execute(MariaDbServer database, String... statements) throws SQLException {
    DatabaseSettings admin = settings(database);
    try (var connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** What lets a server keep everything there. */
  public static Map<String, String> environment(MariaDbServer database) {
    return Map.of(
        "LUMOAUTH_DB_URL", settings(database).url(),
        "LUMOAUTH_DB_USER", USER,
        "LUMOAUTH_DB_PASSWORD", PASSWORD);
  }

  /** How the database's administrator reaches what the server keeps. */
  public static DatabaseSettings settings(MariaDbServer database) {
    return database.settings(DATABASE);
  }
}
