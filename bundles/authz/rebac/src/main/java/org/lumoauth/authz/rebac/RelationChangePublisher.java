package org.lumoauth.authz.rebac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that a store changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = RelationChangePublisher.class)
public final class RelationChangePublisher {

  /** The type of the events. */
  public static final String TYPE = "relations.changed";

  private final DomainEventPublisher events;

  @Activate
  public RelationChangePublisher(@Reference DomainEventPublisher events) {
    this.events = events;
  }

  /** Models or tuples of a store changed, or it is gone. */
  public void publishChange(RelationStoreKey key) {
    events.publish(new DomainEvent(TYPE, key.tenantId(), key.storeId()));
  }
}
