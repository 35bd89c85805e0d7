package org.lumoauth.api.event;

import java.sql.Connection;
import java.util.List;

/** Events that are told and, where they get lost, lost. */
record Unwritten(DomainEvents events, List<DomainEvent> all) implements Announcement {

  @Override
  public void write(Connection connection) {
    // nothing remembers
  }

  @Override
  public void publish() {
    all.forEach(events::publish);
  }
}
