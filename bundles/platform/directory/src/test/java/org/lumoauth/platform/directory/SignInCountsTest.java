package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.directory.Fixture.ACME;
import static org.lumoauth.platform.directory.Fixture.GLOBEX;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SignInCountsTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

  @DatabaseTest
  void showsAnAdministratorEverySignIn(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    var bob = fixture.user("bob@example.com").id();

    fixture.milestones.signedIn(ACME, ada, NOON);
    fixture.milestones.signedIn(ACME, bob, NOON);
    fixture.milestones.signedIn(ACME, ada, NOON.plusSeconds(2));
    fixture.milestones.signedIn(ACME, ada, NOON.plusSeconds(1));

    var shown = fixture.admin.get(ACME, ada);
    assertEquals(3, shown.loginCount());
    assertEquals(Optional.of(NOON.plusSeconds(2)), shown.lastLoginAt());
    assertEquals(1, fixture.admin.get(ACME, bob).loginCount());
    assertEquals(3, fixture.milestones.signIns(ACME, ada));
  }

  @DatabaseTest
  void writesNothingWhileSomebodySignsIn(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();

    fixture.milestones.signedIn(ACME, ada, NOON);

    assertEquals(0, count(fixture, ada));
    fixture.signIns.write();
    assertEquals(1, count(fixture, ada));
    fixture.signIns.write();
    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void writesWhatWaitsWhenItEnds(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.milestones.signedIn(ACME, ada, NOON);

    fixture.signIns.close();

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void writesAtOnceWhatComesAfterItsEnd(TestDatabase database) { // by a request in flight
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.signIns.close();

    fixture.milestones.signedIn(ACME, ada, NOON);

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void letsNoMoreThanAThousandUsersWait(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    fixture.milestones.signedIn(ACME, ada, NOON);

    for (int i = 1; i < 1_000; i++) {
      fixture.milestones.signedIn(ACME, "usr_" + i, NOON);
    }

    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void countsForTheTenantAlone(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();

    fixture.milestones.signedIn(GLOBEX, ada, NOON);
    fixture.signIns.write();

    assertEquals(0, count(fixture, ada));
  }

  @DatabaseTest
  void losesNothingWhileTheDatabaseIsAway(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    var away = new AtomicBoolean(true);
    var counts = new SignInCounts(unit(database.open(DirectoryUnit.DEFINITION), away));
    counts.add(ACME.id(), ada, NOON);

    counts.write();
    counts.add(ACME.id(), ada, NOON);
    away.set(false);
    counts.write();

    assertEquals(2, count(fixture, ada));
  }

  @DatabaseTest
  void writesForWhoReadsWhatIsOfTheirsAlone(TestDatabase database) {
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    var bob = fixture.user("bob@example.com").id();
    fixture.milestones.signedIn(ACME, ada, NOON);
    fixture.milestones.signedIn(ACME, bob, NOON);

    assertEquals(1, fixture.milestones.signIns(ACME, bob));
    fixture.signIns.writeOf(GLOBEX.id());

    assertEquals(0, count(fixture, ada));
    fixture.signIns.writeOf(ACME.id());
    assertEquals(1, count(fixture, ada));
  }

  @DatabaseTest
  void writesWhoWaitsAndNotWhoComesMeanwhile(TestDatabase database) { // or it might never end
    var fixture = new Fixture(database);
    var ada = fixture.user("ada@example.com").id();
    var written = new AtomicInteger();
    var counts = new AtomicReference<SignInCounts>();
    var unit =
        unit(
            database.open(DirectoryUnit.DEFINITION),
            () -> {
              if (written.incrementAndGet() < 100) {
                counts.get().add(ACME.id(), "usr_" + written.get(), NOON);
              }
            });
    counts.set(new SignInCounts(unit));
    counts.get().add(ACME.id(), ada, NOON);

    counts.get().write();

    assertEquals(1, written.get());
    assertEquals(1, count(fixture, ada));
  }

  private static long count(Fixture fixture, String userId) {
    return fixture.users.find(ACME.id(), userId).orElseThrow().loginCount();
  }

  private static PersistenceUnit unit(PersistenceUnit real, AtomicBoolean away) {
    return unit(
        real,
        () -> {
          if (away.get()) {
            throw Problem.moduleUnavailable("database");
          }
        });
  }

  private static PersistenceUnit unit(PersistenceUnit real, Runnable first) {
    return (PersistenceUnit)
        Proxy.newProxyInstance(
            SignInCountsTest.class.getClassLoader(),
            new Class<?>[] {PersistenceUnit.class},
            (proxy, method, arguments) -> {
              first.run();
              return method.invoke(real, arguments);
            });
  }
}
