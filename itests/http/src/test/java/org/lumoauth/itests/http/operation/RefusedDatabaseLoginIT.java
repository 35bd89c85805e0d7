package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedOnMariaDb;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/** The database refuses the login of a server that runs. */
@ExtendWith(SharedOnMariaDb.class)
class RefusedDatabaseLoginIT {
  private static final Duration DETECTED = Duration.ofSeconds(10);
  private static final Duration RECOVERED = Duration.ofSeconds(30);
  private static final String ERROR = "database.login-refused: ";

  private Server server;
  private MariaDbServer database;

  @BeforeEach
  void start(Server shared, MariaDbServer sharedDatabase) {
    server = shared;
    database = sharedDatabase;
  }

  @AfterEach
  void restore() throws Exception {
    SharedOnMariaDb.execute(database, "DROP USER IF EXISTS " + SharedOnMariaDb.USER);
    SharedOnMariaDb.createUser(database);
    Await.until("the server is ready again", RECOVERED, () -> readiness().status() == 200);
  }

  /** Sessions that are open already go on. */
  @Test
  void isReportedWithinTenSecondsOfAChangedPassword() throws Exception {
    int before = errors();

    SharedOnMariaDb.execute(
        database, "ALTER USER %s IDENTIFIED BY 'another'".formatted(SharedOnMariaDb.USER));

    assertReported();
    assertEquals(before + 1, errors());
    restore();
    assertEquals(0, metric());
    assertEquals(before + 1, errors());
    Tenant.create(server).agent("Worker", List.of(), List.of()).requestToken().expect(200);
  }

  @Test
  void isReportedWithinTenSecondsOfADroppedUserWithoutSessions() throws Exception {
    SharedOnMariaDb.execute(
        database, "DROP USER " + SharedOnMariaDb.USER, "KILL USER " + SharedOnMariaDb.USER);

    assertReported();
    server.operator().get("/api/v1/platform/tenants").expect(503);
    restore();
    server.operator().get("/api/v1/platform/tenants").expect(200);
  }

  private void assertReported() throws Exception {
    Await.until("the server is not ready", DETECTED, () -> readiness().status() == 503);
    Await.until("the cause is named", DETECTED, () -> !reason().isEmpty());
    assertTrue(reason().contains("rejects the login of user 'lumoauth'"), reason());
    assertTrue(reason().contains("Access denied"), reason());
    assertFalse(readiness().text().contains(SharedOnMariaDb.PASSWORD));
    assertEquals(1, metric());
    String proxied =
        server
            .anonymous()
            .with("X-Forwarded-For", "198.51.100.7")
            .get("/system/health/ready")
            .expect(503)
            .text();
    assertTrue(proxied.contains("database-login"), proxied);
    assertFalse(proxied.contains("rejects the login"), proxied);
  }

  private Api.Answer readiness() {
    return server.anonymous().get("/system/health/ready");
  }

  /** Why the check of the login fails; empty if it does not. */
  private String reason() {
    for (var check : readiness().body().path("reasons")) {
      if ("database-login".equals(check.path("check").asText())) {
        return check.path("reason").asText();
      }
    }
    return "";
  }

  private int errors() throws IOException {
    return (int)
        server
            .logs()
            .lines()
            .filter(line -> line.contains(ERROR) && line.contains("\"level\":\"ERROR\""))
            .count();
  }

  private int metric() {
    String name = "lumoauth_database_login_refused ";
    return server
        .anonymous()
        .get("/system/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
