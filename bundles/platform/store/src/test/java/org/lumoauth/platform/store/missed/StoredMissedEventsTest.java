package org.lumoauth.platform.store.missed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEvents;
import org.lumoauth.api.event.MissedEvents.Missed;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.StoreUnit;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class StoredMissedEventsTest {
  private static final DomainEvent CHANGED =
      new DomainEvent("user.password-changed", "ten_1", "usr_1");
  private static final DomainEvent DISABLED = new DomainEvent("subject.disabled", "ten_1", "usr_1");
  private static final DomainEvent ELSEWHERE =
      new DomainEvent("subject.disabled", "ten_2", "usr_1");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
  private final FakeIdentifiers identifiers = new FakeIdentifiers();

  @DatabaseTest
  void keepsWhatAListenerHasNotHeard(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.expect("sessions", Set.of(CHANGED.type(), DISABLED.type()));
      missed.expect("grants", Set.of(DISABLED.type()));

      missed.keep(DISABLED, Set.of("grants"));
      missed.keep(CHANGED, Set.of());

      assertEquals(Set.of("sessions"), missed.waiting());
      assertEquals(List.of(DISABLED, CHANGED), heard(missed, "sessions"));
      assertEquals(Set.of(), missed.waiting());
    }
  }

  @DatabaseTest
  void keepsNothingWhereEverybodyIsThere(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.expect("sessions", Set.of(DISABLED.type()));

      missed.keep(DISABLED, Set.of("sessions", "grants"));
      missed.keep(CHANGED, Set.of());

      assertEquals(Set.of(), missed.waiting());
    }
  }

  @DatabaseTest
  void knowsAfterARestartWhoIsToMissNothing(TestDatabase database) {
    try (var unit = new Unit(database)) {
      events(unit).expect("sessions", Set.of(DISABLED.type()));

      events(unit).keep(DISABLED, Set.of());

      assertEquals(List.of(DISABLED), heard(events(unit), "sessions"));
    }
  }

  @DatabaseTest
  void knowsWhomAnotherNodeExpects(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var here = events(unit);
      events(unit).expect("sessions", Set.of(DISABLED.type()));
      here.waiting();

      here.keep(DISABLED, Set.of());

      assertEquals(Set.of("sessions"), here.waiting());
    }
  }

  @DatabaseTest
  void forgetsAListenerThatNobodySawForAMonth(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.expect("old", Set.of(DISABLED.type()));
      missed.keep(DISABLED, Set.of());
      now.updateAndGet(then -> then.plus(StoredMissedEvents.AGE).plus(Duration.ofDays(2)));
      missed.expect("sessions", Set.of(DISABLED.type()));
      missed.waiting();

      missed.keep(DISABLED, Set.of("sessions"));

      assertEquals(Set.of(), missed.waiting());
    }
  }

  @DatabaseTest
  void erasesWhatIsKeptOfATenantAlone(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.expect("sessions", Set.of(DISABLED.type()));
      missed.keep(DISABLED, Set.of());
      missed.keep(ELSEWHERE, Set.of());

      missed.erase("ten_1");

      assertEquals(List.of(ELSEWHERE), heard(missed, "sessions"));
    }
  }

  private static List<DomainEvent> heard(MissedEvents missed, String listener) {
    List<Missed> all = missed.of(listener, 10);
    all.forEach(missed::heard);
    return all.stream().map(Missed::event).toList();
  }

  private StoredMissedEvents events(Unit unit) {
    return new StoredMissedEvents(
        new MissedTable(unit.store), new AnnouncedTable(unit.store), identifiers, now::get);
  }

  private record Unit(StoreUnit store) implements AutoCloseable {
    Unit(TestDatabase database) {
      this(new StoreUnit(database.units()));
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
