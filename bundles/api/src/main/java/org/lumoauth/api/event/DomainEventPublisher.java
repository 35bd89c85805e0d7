/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Publishes events to every {@link DomainEventListener}, on all nodes. */
@ProviderType
public interface DomainEventPublisher {

  /**
   * Publishes an event. Returns when the listeners on this node were notified. Use it for events
   * that may get lost, such as cache invalidations; {@linkplain #prepare prepare} an event that
   * must follow from a change.
   */
  void publish(DomainEvent event);

  /**
   * Prepares events of an imminent change. Call {@link OutboxEvents#write} within the transaction
   * and {@link OutboxEvents#publish} after it. Without events, both do nothing.
   */
  default OutboxEvents prepare(DomainEvent... events) {
    return new BestEffortEvents(this, List.of(events));
  }
}
