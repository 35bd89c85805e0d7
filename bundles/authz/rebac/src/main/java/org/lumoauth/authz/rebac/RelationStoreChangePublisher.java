/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes store changes to all nodes and all versions of this module. It must be called after the
 * commit and before the response is sent.
 */
@Component(service = RelationStoreChangePublisher.class)
public final class RelationStoreChangePublisher {

  /** The type of the events. */
  public static final String TYPE = "relations.changed";

  private final DomainEventPublisher events;

  @Activate
  public RelationStoreChangePublisher(@Reference DomainEventPublisher events) {
    this.events = events;
  }

  /** Publishes that models or tuples of a store changed, or that the store was deleted. */
  public void publishChange(RelationStoreKey key) {
    events.publish(new DomainEvent(TYPE, key.tenantId(), key.storeId()));
  }
}
