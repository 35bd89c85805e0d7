/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SignInCountBufferTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

  @DatabaseTest
  void returnsEverySignInToAdministrator(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    var bob = fixture.user("bob@example.com").id();

    fixture.milestones.recordSignIn(ACME, ada, NOON);
    fixture.milestones.recordSignIn(ACME, bob, NOON);
    fixture.milestones.recordSignIn(ACME, ada, NOON.plusSeconds(2));
    fixture.milestones.recordSignIn(ACME, ada, NOON.plusSeconds(1));

    var shown = fixture.admin.get(ACME, ada);
    assertEquals(3, shown.loginCount());
    assertEquals(Optional.of(NOON.plusSeconds(2)), shown.lastLoginAt());
    assertEquals(1, fixture.admin.get(ACME, bob).loginCount());
    assertEquals(3, fixture.milestones.countSignIns(ACME, ada));
  }

  @DatabaseTest
  void doesNotWriteDuringSignIn(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();

    fixture.milestones.recordSignIn(ACME, ada, NOON);

    assertEquals(0, count(fixture, ada));
    fixture.signIns.flushAll();
    assertEquals(1, count(fixture, ada));
    fixture.signIns.flushAll();
    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void closeWritesPendingCounts(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.milestones.recordSignIn(ACME, ada, NOON);

    fixture.signIns.close();

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void writesImmediatelyAfterClose(TestDatabase database) { // by a request in flight
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.signIns.close();

    fixture.milestones.recordSignIn(ACME, ada, NOON);

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void buffersAtMostThousandUsers(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.milestones.recordSignIn(ACME, ada, NOON);

    for (int i = 1; i < 1_000; i++) {
      fixture.milestones.recordSignIn(ACME, "usr_" + i, NOON);
    }

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void countsOnlyForTenant(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();

    fixture.milestones.recordSignIn(GLOBEX, ada, NOON);
    fixture.signIns.flushAll();

    assertEquals(0, count(fixture, ada));
  }

  @DatabaseTest
  void retainsCountsDuringDatabaseOutage(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    var away = new AtomicBoolean(true);
    var counts =
        new SignInCountBuffer(unit(database.open(DirectoryPersistenceUnit.DEFINITION), away));
    counts.add(ACME.id(), ada, NOON);

    counts.flushAll();
    counts.add(ACME.id(), ada, NOON);
    away.set(false);
    counts.flushAll();

    assertEquals(2, count(fixture, ada));
  }

  @DatabaseTest
  void flushesOnlyRequestedTenantOrUser(TestDatabase database) {
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    var bob = fixture.user("bob@example.com").id();
    fixture.milestones.recordSignIn(ACME, ada, NOON);
    fixture.milestones.recordSignIn(ACME, bob, NOON);

    assertEquals(1, fixture.milestones.countSignIns(ACME, bob));
    fixture.signIns.flush(GLOBEX.id());

    assertEquals(0, count(fixture, ada));
    fixture.signIns.flush(ACME.id());
    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void flushExcludesConcurrentlyAddedCounts(TestDatabase database) { // or it might never end
    var fixture = new DirectoryFixture(database);
    var ada = fixture.user("ada@example.com").id();
    var written = new AtomicInteger();
    var counts = new AtomicReference<SignInCountBuffer>();
    var unit =
        unit(
            database.open(DirectoryPersistenceUnit.DEFINITION),
            () -> {
              if (written.incrementAndGet() < 100) {
                counts.get().add(ACME.id(), "usr_" + written.get(), NOON);
              }
            });
    counts.set(new SignInCountBuffer(unit));
    counts.get().add(ACME.id(), ada, NOON);

    counts.get().flushAll();

    assertEquals(1, written.get());
    assertEquals(1, count(fixture, ada));
  }

  private static long count(DirectoryFixture fixture, String userId) {
    return fixture.users.find(ACME.id(), userId).orElseThrow().loginCount();
  }

  private static PersistenceUnit unit(PersistenceUnit real, AtomicBoolean away) {
    return unit(
        real,
        () -> {
          if (away.get()) {
            throw ApiException.moduleUnavailable("database");
          }
        });
  }

  private static PersistenceUnit unit(PersistenceUnit real, Runnable first) {
    return (PersistenceUnit)
        Proxy.newProxyInstance(
            SignInCountBufferTest.class.getClassLoader(),
            new Class<?>[] {PersistenceUnit.class},
            (proxy, method, arguments) -> {
              first.run();
              return method.invoke(real, arguments);
            });
  }
}
