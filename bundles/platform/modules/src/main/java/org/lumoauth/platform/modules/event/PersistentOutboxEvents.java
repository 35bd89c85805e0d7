/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.api.event.OutboxEvents;

/**
 * The outbox events of a change, with records for those that must not be lost.
 *
 * @param telling delivers an event and returns whether no listener misses it
 */
record PersistentOutboxEvents(
    List<NotedDomainEvent> all, MissedEventDeliveryWorker late, Predicate<DomainEvent> telling)
    implements OutboxEvents {

  /** An event and its stored record, if any. */
  record NotedDomainEvent(DomainEvent event, Optional<MissedEvent> note) {}

  static PersistentOutboxEvents of(
      List<DomainEvent> events, MissedEventDeliveryWorker late, Predicate<DomainEvent> telling) {
    return new PersistentOutboxEvents(
        events.stream().map(event -> new NotedDomainEvent(event, late.prepareNote(event))).toList(),
        late,
        telling);
  }

  @Override
  public void write(Connection connection) throws SQLException {
    for (NotedDomainEvent each : all) {
      if (each.note().isPresent()) {
        late.write(connection, each.note().get());
      }
    }
  }

  @Override
  public void publish() {
    for (NotedDomainEvent each : all) {
      if (telling.test(each.event())) {
        each.note().ifPresent(late::markDelivered);
      }
    }
  }
}
