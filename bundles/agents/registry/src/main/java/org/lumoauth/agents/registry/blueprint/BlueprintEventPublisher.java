/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes changes of blueprints: first to this node's cache, then to all other nodes. */
@Component(service = BlueprintEventPublisher.class)
public final class BlueprintEventPublisher {

  /** Event type: a blueprint was changed or deleted; the event id is the blueprint's id. */
  public static final String CHANGED = "agent.blueprint.changed";

  /** Event type: a blueprint was deleted; the event id is the blueprint's id. */
  static final String DELETED = "agent.blueprint.deleted";

  private final AgentCache cache;
  private final DomainEventPublisher events;

  @Activate
  public BlueprintEventPublisher(
      @Reference AgentCache cache, @Reference DomainEventPublisher events) {
    this.cache = cache;
    this.events = events;
  }

  /** Publishes the change. Call this after the change is committed. */
  void announce(TenantContext tenant, String blueprintId) {
    cache.invalidateBlueprint(tenant.id(), blueprintId);
    events.publish(new DomainEvent(CHANGED, tenant.id(), blueprintId));
  }

  /**
   * Prepares the deletion event, which is written in the same transaction: other modules delete
   * their data of the blueprint.
   */
  OutboxEvents prepareDeletionEvent(TenantContext tenant, String blueprintId) {
    return events.prepare(new DomainEvent(DELETED, tenant.id(), blueprintId));
  }
}
