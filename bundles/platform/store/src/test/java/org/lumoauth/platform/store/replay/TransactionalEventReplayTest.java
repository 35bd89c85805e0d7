/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.RetryingPersistenceUnit;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Events that are written in the transaction of their change. */
class TransactionalEventReplayTest {
  private static final DomainEvent CHANGED =
      new DomainEvent("user.password-changed", "ten_1", "usr_1");
  private static final DomainEvent DISABLED = new DomainEvent("subject.disabled", "ten_1", "usr_1");
  private static final DomainEvent ELSEWHERE =
      new DomainEvent("subject.disabled", "ten_2", "usr_1");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final FakeIdGenerator identifiers = new FakeIdGenerator();

  @DatabaseTest
  void replaysCommittedEventsAfterARestart(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions", "grants");
      node.commit(DISABLED);
      later(Duration.ofSeconds(1));

      node.restart();

      assertEquals(Set.of("sessions", "grants"), node.events.findWaitingListeners());
      assertEquals(List.of(DISABLED), heard(node.events, "sessions"));
      assertEquals(List.of(DISABLED), heard(node.events, "grants"));
      assertEquals(Set.of(), node.events.findWaitingListeners());
    }
  }

  @DatabaseTest
  void doesNotReplayRolledBackEvents(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");
      assertThrows(
          IllegalStateException.class,
          () ->
              node.unit.transaction(
                  connection -> {
                    node.events.writeNote(
                        connection, node.events.prepareNote(DISABLED).orElseThrow());
                    throw new IllegalStateException("no");
                  }));
      later(Duration.ofSeconds(1));

      node.restart();

      assertEquals(Set.of(), node.events.findWaitingListeners());
    }
  }

  @DatabaseTest
  void doesNotReplayDeliveredEvents(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");
      node.events.markPublished(node.commit(DISABLED));
      later(Duration.ofSeconds(1));

      node.restart();

      assertEquals(Set.of(), node.events.findWaitingListeners());
    }
  }

  @DatabaseTest
  void leavesPublishingNodeTimeBeforeReplay(TestDatabase database) {
    try (var node = new Node(database.units());
        var other = new Node(database.anotherServer())) {
      node.expecting("sessions");
      later(Duration.ofSeconds(1));
      node.commit(DISABLED);
      later(DatabaseMissedEventStore.OWN_TIME);

      assertEquals(Set.of(), other.events.findWaitingListeners());
      later(Duration.ofSeconds(1));
      assertEquals(Set.of("sessions"), other.events.findWaitingListeners());
    }
  }

  @DatabaseTest
  void replaysEventsFromOneOfManyNodes(TestDatabase database) throws Exception {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(new Node(database.anotherServer()));
    }
    nodes.get(0).expecting("sessions");
    List<DomainEvent> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      var change = new DomainEvent("subject.disabled", "ten_1", "usr_" + i);
      changes.add(change);
      nodes.get(0).commit(change);
    }
    later(DatabaseMissedEventStore.OWN_TIME.plusSeconds(1));

    atOnce(nodes);

    assertEquals(changes, heard(nodes.get(1).events, "sessions"));
    nodes.forEach(Node::close);
  }

  @DatabaseTest
  void datesReplayedEventAfterLatestCommitTime(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");
      node.commit(DISABLED);
      later(Duration.ofMinutes(2));

      node.events.findWaitingListeners();

      assertEquals(
          List.of(NOON.plus(DatabaseMissedEventStore.COMMIT_TIME)),
          node.events.findMissed("sessions", 10).stream().map(MissedEvent::at).toList());
    }
  }

  @DatabaseTest
  void replaysEventsInOrder(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");
      node.commit(DISABLED);
      node.events.storeMissed(CHANGED, Set.of());
      later(Duration.ofMinutes(2));

      node.events.findWaitingListeners();

      assertEquals(List.of(DISABLED, CHANGED), heard(node.events, "sessions"));
    }
  }

  @DatabaseTest
  void doesNotStoreEventWithoutDurableListeners(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");

      assertEquals(
          Optional.empty(),
          node.events.prepareNote(new DomainEvent("client.changed", "ten_1", "cli_1")));
    }
  }

  @DatabaseTest
  void erasesOnlyOneTenant(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.expecting("sessions");
      node.commit(DISABLED);
      node.commit(ELSEWHERE);
      later(Duration.ofMinutes(2));

      database.eraser(List.of("store_missed", "store_announced")).erase("ten_1");
      node.events.findWaitingListeners();

      assertEquals(List.of(ELSEWHERE), heard(node.events, "sessions"));
    }
  }

  private void later(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private static void atOnce(List<Node> nodes) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(nodes.size());
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> turns = new ArrayList<>();
    for (Node node : nodes) {
      turns.add(
          pool.submit(
              () -> {
                start.await();
                return node.events.findWaitingListeners();
              }));
    }
    start.countDown();
    for (Future<?> each : turns) {
      each.get();
    }
    pool.shutdown();
  }

  private static List<DomainEvent> heard(MissedEventStore missed, String listener) {
    List<MissedEvent> all = missed.findMissed(listener, 100);
    all.forEach(missed::markDelivered);
    return all.stream().map(MissedEvent::event).toList();
  }

  /** A node of a server. */
  private final class Node implements AutoCloseable {
    private final PersistenceUnit tables;
    private final RetryingPersistenceUnit unit;
    private DatabaseMissedEventStore events;

    Node(PersistenceUnitFactory units) {
      this.tables = units.open(TestDatabase.tablesOf(DatabaseMissedEventStore.class));
      this.unit = new RetryingPersistenceUnit(tables);
      restart();
    }

    void restart() {
      events = new DatabaseMissedEventStore(tables, identifiers, now::get);
    }

    void expecting(String... listeners) {
      for (String listener : listeners) {
        events.registerListener(listener, Set.of(CHANGED.type(), DISABLED.type()));
      }
    }

    /** Commits a change and tells nobody of it. */
    MissedEvent commit(DomainEvent event) {
      MissedEvent note = events.prepareNote(event).orElseThrow();
      unit.<Void>transaction(
          connection -> {
            events.writeNote(connection, note);
            return null;
          });
      return note;
    }

    @Override
    public void close() {
      tables.close();
    }
  }
}
