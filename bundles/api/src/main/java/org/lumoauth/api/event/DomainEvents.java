package org.lumoauth.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Tells every {@link DomainEventListener}, on this node and on the others. */
@ProviderType
public interface DomainEvents {

  /** Returns when the listeners on this node have been told. */
  void publish(DomainEvent event);
}
