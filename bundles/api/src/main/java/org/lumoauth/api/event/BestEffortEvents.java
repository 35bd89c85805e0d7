/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import java.sql.Connection;
import java.util.List;

/** Events that are published without guaranteed delivery. */
record BestEffortEvents(DomainEventPublisher events, List<DomainEvent> all)
    implements OutboxEvents {

  @Override
  public void write(Connection connection) {
    // There is no outbox.
  }

  @Override
  public void publish() {
    all.forEach(events::publish);
  }
}
