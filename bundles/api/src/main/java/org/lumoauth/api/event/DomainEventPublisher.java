package org.lumoauth.api.event;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tells every {@link DomainEventListener}, on this node and on the others. */
@ProviderType
public interface DomainEventPublisher {

  /**
   * Returns when the listeners on this node have been told. For what is only good to know, as that
   * a memory is out of date; what has to follow from a change is {@linkplain #prepare announced}
   * with it.
   */
  void publish(DomainEvent event);

  /**
   * Prepares to tell of a change that is about to be made: {@link OutboxEvents#write} belongs into
   * its transaction, {@link OutboxEvents#publish} behind it. One without events does nothing.
   */
  default OutboxEvents prepare(DomainEvent... events) {
    return new BestEffortEvents(this, List.of(events));
  }
}
