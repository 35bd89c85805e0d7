package org.lumoauth.api.event;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tells every {@link DomainEventListener}, on this node and on the others. */
@ProviderType
public interface DomainEvents {

  /**
   * Returns when the listeners on this node have been told. For what is only good to know, as that
   * a memory is out of date; what has to follow from a change is {@linkplain #announce announced}
   * with it.
   */
  void publish(DomainEvent event);

  /**
   * Prepares to tell of a change that is about to be made: {@link Announcement#write} belongs into
   * its transaction, {@link Announcement#publish} behind it. One without events does nothing.
   */
  default Announcement announce(DomainEvent... events) {
    return new Unwritten(this, List.of(events));
  }
}
