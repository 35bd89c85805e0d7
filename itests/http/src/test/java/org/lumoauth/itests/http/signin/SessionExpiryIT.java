/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * Sessions end at their time. The shortest is a minute: instead of waiting, the times of one are
 * set back in the database, before the server has read it.
 */
@ExtendWith(MariaDbServerExtension.class)
class SessionExpiryIT {
  private static final Duration IDLE = Duration.ofMinutes(20);
  private static final Duration LIFETIME = Duration.ofHours(10);

  private TestServer server;
  private DatabaseSettings database;
  private TestTenant tenant;

  @BeforeEach
  void start(TestServer shared, MariaDbServer mariaDb) throws IOException {
    server = shared;
    database = MariaDbServerExtension.settings(mariaDb);
    tenant = TestTenant.create(server);
    tenant
        .admin()
        .patch(
            "/admin/settings/sessions",
            Map.of("idle_seconds", IDLE.toSeconds(), "lifetime_seconds", LIFETIME.toSeconds()))
        .expect(200);
  }

  @Test
  void expireWhenIdle() throws SQLException {
    TestPerson used = signedIn();
    TestPerson unused = signedIn();
    setBack("last_seen_at", used, IDLE.dividedBy(2));
    setBack("last_seen_at", unused, IDLE.plusSeconds(1));

    assertTrue(isSignedIn(used));
    assertFalse(isSignedIn(unused));
    assertEquals("true", shownActive(used));
    assertEquals("false", shownActive(unused));
  }

  @Test
  void expireAtMaximumLifetimeDespiteUse() throws SQLException {
    TestPerson early = signedIn();
    TestPerson late = signedIn();
    setBack("expires_at", early, LIFETIME.dividedBy(2));
    setBack("expires_at", late, LIFETIME.plusSeconds(1));

    assertTrue(isSignedIn(early));
    assertFalse(isSignedIn(late));
    assertEquals("false", shownActive(late));
  }

  /** Not yet where the sign-in leads: there the session is read, and remembered for a while. */
  private TestPerson signedIn() {
    TestPerson person = TestPerson.create(server, tenant);
    person
        .browser()
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", person.email())
        .submitOnly("password", TestPerson.PASSWORD);
    assertEquals(303, person.browser().status());
    return person;
  }

  private void setBack(String time, TestPerson of, Duration by) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), "root", "");
        var update =
            connection.prepareStatement(
                "update sessions_session set "
                    + time
                    + " = "
                    + time
                    + " - ? where subject_id = ?")) {
      update.setLong(1, TimeUnit.SECONDS.toMicros(by.toSeconds()));
      update.setString(2, of.id());
      assertEquals(1, update.executeUpdate());
    }
  }

  private boolean isSignedIn(TestPerson person) {
    TestBrowser browser = person.browser().open("/t/" + tenant.slug() + "/account");
    return !browser.url().contains("/login");
  }

  private String shownActive(TestPerson person) {
    return tenant
        .admin()
        .get("/admin/users/" + person.id() + "/sessions")
        .expect(200)
        .data()
        .path(0)
        .path("isActive")
        .asText();
  }
}
