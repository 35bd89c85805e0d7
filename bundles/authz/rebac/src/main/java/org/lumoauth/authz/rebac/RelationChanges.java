package org.lumoauth.authz.rebac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that a store changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = RelationChanges.class)
public final class RelationChanges {

  /** The type of the events. */
  public static final String TYPE = "relations.changed";

  private final DomainEvents events;

  @Activate
  public RelationChanges(@Reference DomainEvents events) {
    this.events = events;
  }

  /** Models or tuples of a store changed, or it is gone. */
  public void store(StoreKey key) {
    events.publish(new DomainEvent(TYPE, key.tenantId(), key.storeId()));
  }
}
