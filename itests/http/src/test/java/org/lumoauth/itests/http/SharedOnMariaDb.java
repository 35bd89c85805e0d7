package org.lumoauth.itests.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * One server on a MariaDB of its own for the test classes that kill either: each of its tests finds
 * both running, and leaves them so. It may ask the {@link Site}.
 */
final class SharedOnMariaDb extends SharedServer {
  private static final String DATABASE = "lumoauth";

  @Override
  List<AutoCloseable> start() throws Exception {
    Site site = new Site();
    MariaDbServer database = MariaDbServer.start();
    database.create(DATABASE);
    Map<String, String> environment = new HashMap<>(environment(database));
    environment.put("JAVA_TOOL_OPTIONS", site.trustOptions());
    Server server =
        Server.start(
            environment,
            Map.of("org.lumoauth.platform.outbound.cfg", "allowedNetworks = 127.0.0.1/32, ::1\n"));
    return List.of(site, database, server);
  }

  /** What lets a server keep everything there. */
  static Map<String, String> environment(MariaDbServer database) {
    DatabaseSettings settings = settings(database);
    return Map.of(
        "LUMOAUTH_DB_URL", settings.url(),
        "LUMOAUTH_DB_USER", settings.user(),
        "LUMOAUTH_DB_PASSWORD", settings.password());
  }

  /** How to reach what the server keeps. */
  static DatabaseSettings settings(MariaDbServer database) {
    return database.settings(DATABASE);
  }
}
