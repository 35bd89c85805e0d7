/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/** The database refuses the login of a server that runs. */
@ExtendWith(MariaDbServerExtension.class)
class RefusedDatabaseLoginIT {
  private static final Duration DETECTED = Duration.ofSeconds(10);
  private static final Duration RECOVERED = Duration.ofSeconds(30);
  private static final String ERROR = "database.login-refused: ";

  private TestServer server;
  private MariaDbServer database;

  @BeforeEach
  void start(TestServer shared, MariaDbServer sharedDatabase) {
    server = shared;
    database = sharedDatabase;
  }

  @AfterEach
  void restore() throws Exception {
    MariaDbServerExtension.execute(database, "DROP USER IF EXISTS " + MariaDbServerExtension.USER);
    MariaDbServerExtension.createUser(database);
    ConditionPoller.until(
        "the server is ready again", RECOVERED, () -> readiness().status() == 200);
  }

  /** Sessions that are open already go on. */
  @Test
  void isReportedWithinTenSecondsOfAChangedPassword() throws Exception {
    int before = errors();

    MariaDbServerExtension.execute(
        database, "ALTER USER %s IDENTIFIED BY 'another'".formatted(MariaDbServerExtension.USER));

    assertReported();
    assertEquals(before + 1, errors());
    restore();
    assertEquals(0, metric());
    assertEquals(before + 1, errors());
    TestTenant.create(server).agent("Worker", List.of(), List.of()).requestToken().expect(200);
  }

  @Test
  void isReportedWithinTenSecondsOfADroppedUserWithoutSessions() throws Exception {
    MariaDbServerExtension.execute(
        database,
        "DROP USER " + MariaDbServerExtension.USER,
        "KILL USER " + MariaDbServerExtension.USER);

    assertReported();
    server.operator().get("/api/v1/platform/tenants").expect(503);
    restore();
    server.operator().get("/api/v1/platform/tenants").expect(200);
  }

  private void assertReported() throws Exception {
    ConditionPoller.until("the server is not ready", DETECTED, () -> readiness().status() == 503);
    ConditionPoller.until("the cause is named", DETECTED, () -> !reason().isEmpty());
    assertTrue(reason().contains("rejects the login of user 'lumoauth'"), reason());
    assertTrue(reason().contains("Access denied"), reason());
    assertFalse(readiness().text().contains(MariaDbServerExtension.PASSWORD));
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

  private ApiClient.Answer readiness() {
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
