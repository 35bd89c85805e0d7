/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;

/**
 * Creates new databases; owns the MariaDB server of this JVM, started on first use, and the copied
 * schemas.
 */
final class TestDatabaseFactory implements AutoCloseable {
  private static final int POOL_SIZE = 8;

  private final SchemaCopyCache copies = new SchemaCopyCache();
  private MariaDbServer server;

  TestDatabase create(DatabaseKind kind) {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "");
    return switch (kind) {
      case H2 -> {
        // Removed with the last connection of its pool.
        var settings = new DatabaseSettings("jdbc:h2:mem:" + name, "sa", "", POOL_SIZE);
        yield new TestDatabase(settings, Optional.empty(), copies);
      }
      case MARIADB -> {
        var settings = mariadb();
        execute(settings, "CREATE DATABASE " + name);
        yield new TestDatabase(
            inDatabase(settings, name), Optional.of("DROP DATABASE " + name), copies);
      }
    };
  }

  private synchronized DatabaseSettings mariadb() {
    String url = System.getenv("LUMOAUTH_TEST_DB_URL");
    if (url != null && !url.isBlank()) {
      return new DatabaseSettings(
          url, env("LUMOAUTH_TEST_DB_USER"), env("LUMOAUTH_TEST_DB_PASSWORD"), POOL_SIZE);
    }
    if (server == null) {
      server = MariaDbServer.startInMemory();
    }
    return server.settings("");
  }

  private static String env(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }

  private static DatabaseSettings inDatabase(DatabaseSettings settings, String name) {
    String url = settings.url().replaceFirst("^(jdbc:mariadb://[^/?]+)/?[^?]*", "$1/" + name);
    return new DatabaseSettings(url, settings.user(), settings.password(), settings.poolSize());
  }

  private static void execute(DatabaseSettings settings, String sql) {
    try (var connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "MariaDB for tests does not behave as expected at " + settings.location() + ": " + sql,
          e);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
