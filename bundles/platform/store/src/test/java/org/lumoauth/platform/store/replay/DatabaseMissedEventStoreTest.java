/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class DatabaseMissedEventStoreTest {
  private static final DomainEvent CHANGED =
      new DomainEvent("user.password-changed", "ten_1", "usr_1");
  private static final DomainEvent DISABLED = new DomainEvent("subject.disabled", "ten_1", "usr_1");
  private static final DomainEvent ELSEWHERE =
      new DomainEvent("subject.disabled", "ten_2", "usr_1");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
  private final FakeIdGenerator identifiers = new FakeIdGenerator();

  @DatabaseTest
  void storesMissedEventsPerListener(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.registerListener("sessions", Set.of(CHANGED.type(), DISABLED.type()));
      missed.registerListener("grants", Set.of(DISABLED.type()));

      missed.storeMissed(DISABLED, Set.of("grants"));
      missed.storeMissed(CHANGED, Set.of());

      assertEquals(Set.of("sessions"), missed.findWaitingListeners());
      assertEquals(List.of(DISABLED, CHANGED), heard(missed, "sessions"));
      assertEquals(Set.of(), missed.findWaitingListeners());
    }
  }

  @DatabaseTest
  void storesNothingIfAllListenersArePresent(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.registerListener("sessions", Set.of(DISABLED.type()));

      missed.storeMissed(DISABLED, Set.of("sessions", "grants"));
      missed.storeMissed(CHANGED, Set.of());

      assertEquals(Set.of(), missed.findWaitingListeners());
    }
  }

  @DatabaseTest
  void retainsRegisteredListenersAfterRestart(TestDatabase database) {
    try (var unit = new Unit(database)) {
      events(unit).registerListener("sessions", Set.of(DISABLED.type()));

      events(unit).storeMissed(DISABLED, Set.of());

      assertEquals(List.of(DISABLED), heard(events(unit), "sessions"));
    }
  }

  @DatabaseTest
  void includesListenersRegisteredByAnotherNode(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var here = events(unit);
      events(unit).registerListener("sessions", Set.of(DISABLED.type()));
      here.findWaitingListeners();

      here.storeMissed(DISABLED, Set.of());

      assertEquals(Set.of("sessions"), here.findWaitingListeners());
    }
  }

  @DatabaseTest
  void removesListenerAbsentForMonth(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.registerListener("old", Set.of(DISABLED.type()));
      missed.storeMissed(DISABLED, Set.of());
      now.updateAndGet(then -> then.plus(DatabaseMissedEventStore.AGE).plus(Duration.ofDays(2)));
      missed.registerListener("sessions", Set.of(DISABLED.type()));
      missed.findWaitingListeners();

      missed.storeMissed(DISABLED, Set.of("sessions"));

      assertEquals(Set.of(), missed.findWaitingListeners());
    }
  }

  @DatabaseTest
  void erasesOnlyOneTenant(TestDatabase database) {
    try (var unit = new Unit(database)) {
      var missed = events(unit);
      missed.registerListener("sessions", Set.of(DISABLED.type()));
      missed.storeMissed(DISABLED, Set.of());
      missed.storeMissed(ELSEWHERE, Set.of());

      database.eraser(List.of("store_missed", "store_announced")).erase("ten_1");

      assertEquals(List.of(ELSEWHERE), heard(missed, "sessions"));
    }
  }

  private static List<DomainEvent> heard(MissedEventStore missed, String listener) {
    List<MissedEvent> all = missed.findMissed(listener, 10);
    all.forEach(missed::markDelivered);
    return all.stream().map(MissedEvent::event).toList();
  }

  private DatabaseMissedEventStore events(Unit unit) {
    return new DatabaseMissedEventStore(unit.store, identifiers, now::get);
  }

  private record Unit(PersistenceUnit store) implements AutoCloseable {
    Unit(TestDatabase database) {
      this(database.open(TestDatabase.tablesOf(DatabaseMissedEventStore.class)));
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
