package org.lumoauth.api.event;

import java.sql.Connection;
import java.util.List;

/** Events that are told and, where they get lost, lost. */
record BestEffortEvents(DomainEventPublisher events, List<DomainEvent> all)
    implements OutboxEvents {

  @Override
  public void write(Connection connection) {
    // nothing remembers
  }

  @Override
  public void publish() {
    all.forEach(events::publish);
  }
}
