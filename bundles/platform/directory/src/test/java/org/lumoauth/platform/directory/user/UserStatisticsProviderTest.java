/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class UserStatisticsProviderTest {

  @DatabaseTest
  void countsOnlyUsersOfTenant(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    fixture.user("ada@example.com");
    fixture.user("bob@example.com");

    assertEquals(
        Map.of("total", 2L, "active", 2L, "blocked", 0L, "newLast30Days", 2L),
        at(database, Instant.now()).countStatistics(ACME));
    assertEquals(0, at(database, Instant.now()).countStatistics(GLOBEX).get("total"));
  }

  @DatabaseTest
  void doesNotCountUserAsNewAfterMonth(TestDatabase database) {
    new DirectoryFixture(database).user("ada@example.com");

    var later = at(database, Instant.now().plus(Duration.ofDays(31)));

    assertEquals(0, later.countStatistics(ACME).get("newLast30Days"));
    assertEquals(1, later.countStatistics(ACME).get("total"));
  }

  @DatabaseTest
  void countsRegistrationsByDay(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var account = fixture.user("ada@example.com");
    var day = LocalDate.ofInstant(account.createdAt(), ZoneOffset.UTC);
    var figures = at(database, Instant.now());

    assertEquals(
        Map.of(day, 1L), figures.registrations(ACME, account.createdAt().minusSeconds(60)));
    assertEquals(
        Map.of(), figures.registrations(ACME, account.createdAt().plus(Duration.ofDays(1))));
  }

  @DatabaseTest
  void countsUsersWithVerifiedEmail(TestDatabase database) {
    new DirectoryFixture(database).user("ada@example.com");

    assertEquals(0, at(database, Instant.now()).verified(ACME));
  }

  private static UserStatisticsProvider at(TestDatabase database, Instant now) {
    return new UserStatisticsProvider(
        database.open(DirectoryPersistenceUnit.DEFINITION), () -> now);
  }
}
