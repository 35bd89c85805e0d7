package org.lumoauth.platform.modules.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEvents.Missed;

/**
 * The events of a change, with the notes of those that somebody is not to miss.
 *
 * @param telling tells an event; whether nobody misses it
 */
record Announced(List<Noted> all, CatchUp late, Predicate<DomainEvent> telling)
    implements Announcement {

  /** An event, and how it is written down if it is. */
  record Noted(DomainEvent event, Optional<Missed> note) {}

  static Announced of(List<DomainEvent> events, CatchUp late, Predicate<DomainEvent> telling) {
    return new Announced(
        events.stream().map(event -> new Noted(event, late.noted(event))).toList(), late, telling);
  }

  @Override
  public void write(Connection connection) throws SQLException {
    for (Noted each : all) {
      if (each.note().isPresent()) {
        late.write(connection, each.note().get());
      }
    }
  }

  @Override
  public void publish() {
    for (Noted each : all) {
      if (telling.test(each.event())) {
        each.note().ifPresent(late::told);
      }
    }
  }
}
