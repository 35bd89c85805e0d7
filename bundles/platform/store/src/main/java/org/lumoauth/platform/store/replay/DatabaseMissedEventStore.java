/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.store.RetryingPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores missed events in the database, so that they survive a restart. While all listeners are
 * available, only the events stored with a change are written, and they are removed again. A
 * listener that was not registered for a month is considered removed.
 */
@Component(service = {MissedEventStore.class, DatabaseMissedEventStore.class})
public final class DatabaseMissedEventStore implements MissedEventStore {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMissedEventStore.class);

  static final Duration AGE = Duration.ofDays(30);
  private static final Duration SEEN_EVERY = Duration.ofDays(1);

  /** How long the node that made a change may take to deliver its event. */
  static final Duration OWN_TIME = Duration.ofMinutes(1);

  /**
   * How long a commit may take, and the maximum clock difference between nodes. An object created
   * within that time after an event was written may predate the change, so the event applies to it
   * as well.
   */
  static final Duration COMMIT_TIME = Duration.ofSeconds(10);

  private static final int AT_ONCE = 1_000;

  /** The known state of a listener. */
  record ExpectedListener(Set<String> types, Instant seenAt) {}

  private final MissedEventTable table;
  private final OutboxEventTable announced;
  private final IdGenerator identifiers;
  private final InstantSource clock;
  private final Instant started;
  private final Map<String, ExpectedListener> expected = new ConcurrentHashMap<>();

  @Activate
  public DatabaseMissedEventStore(
      @Reference PersistenceUnit unit,
      @Reference IdGenerator identifiers,
      @Reference InstantSource clock) {
    var retrying = new RetryingPersistenceUnit(unit);
    this.table = new MissedEventTable(retrying);
    this.announced = new OutboxEventTable(retrying);
    this.identifiers = identifiers;
    this.clock = clock;
    this.started = clock.instant();
    expected.putAll(table.expected());
  }

  @Override
  public void registerListener(String listener, Set<String> types) {
    Instant now = clock.instant();
    ExpectedListener known = expected.get(listener);
    if (known == null
        || !known.types().equals(types)
        || known.seenAt().isBefore(now.minus(SEEN_EVERY))) {
      var seen = new ExpectedListener(Set.copyOf(types), now);
      table.expect(listener, seen);
      expected.put(listener, seen);
      table.purge(now.minus(AGE));
    }
  }

  @Override
  public void storeMissed(DomainEvent event, Set<String> heardBy) {
    Instant now = clock.instant();
    expected.forEach(
        (listener, known) -> {
          if (known.types().contains(event.type()) && !heardBy.contains(listener)) {
            table.add(new MissedEvent(identifiers.next("evt_"), event, now), listener);
          }
        });
  }

  @Override
  public Optional<MissedEvent> prepareNote(DomainEvent event) {
    return expected.values().stream().anyMatch(known -> known.types().contains(event.type()))
        ? Optional.of(new MissedEvent(identifiers.next("evt_"), event, clock.instant()))
        : Optional.empty();
  }

  @Override
  public void writeNote(Connection connection, MissedEvent note) throws SQLException {
    OutboxEventTable.add(connection, note);
  }

  @Override
  public void markPublished(MissedEvent note) {
    announced.remove(note);
  }

  /** Also returns listeners that wait on another node. */
  @Override
  public Set<String> findWaitingListeners() {
    Map<String, ExpectedListener> known = table.expected();
    expected.keySet().retainAll(known.keySet());
    expected.putAll(known);
    handOver();
    return table.waiting();
  }

  /**
   * The node that wrote these events has stopped or does not deliver them. If it does after all, or
   * if another node wrote them before this node started, they are delivered twice.
   */
  private void handOver() {
    Instant late = clock.instant().minus(OWN_TIME);
    Instant end = started.isAfter(late) ? started : late;
    for (MissedEvent note : announced.findBefore(end, AT_ONCE)) {
      try {
        announced.moveToMissed(note, forEach(note));
      } catch (RuntimeException e) { // the next run tries again
        LOG.warn("events.not-handed-over type={} id={}", note.event().type(), note.id(), e);
      }
    }
  }

  /** Uses ids that sort like the event, among the other missed events. */
  private Map<String, MissedEvent> forEach(MissedEvent note) {
    Map<String, MissedEvent> missed = new HashMap<>();
    expected.forEach(
        (listener, known) -> {
          if (known.types().contains(note.event().type())) {
            String id = note.id() + "." + missed.size();
            missed.put(listener, new MissedEvent(id, note.event(), note.at().plus(COMMIT_TIME)));
          }
        });
    return missed;
  }

  @Override
  public List<MissedEvent> findMissed(String listener, int most) {
    return table.findByListener(listener, most);
  }

  @Override
  public void markDelivered(MissedEvent missed) {
    table.remove(missed);
  }
}
