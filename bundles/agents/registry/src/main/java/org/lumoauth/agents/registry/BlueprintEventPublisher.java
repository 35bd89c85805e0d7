package org.lumoauth.agents.registry;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes changes of blueprints known: first to this node's memory, then to everybody else. */
@Component(service = BlueprintEventPublisher.class)
public final class BlueprintEventPublisher {

  /** Type of the event that a blueprint changed or is gone; the event's id is the blueprint's. */
  static final String CHANGED = "agent.blueprint.changed";

  /** Type of the event that a blueprint is gone; the event's id is the blueprint's. */
  static final String DELETED = "agent.blueprint.deleted";

  private final AgentCache cache;
  private final DomainEventPublisher events;

  @Activate
  public BlueprintEventPublisher(
      @Reference AgentCache cache, @Reference DomainEventPublisher events) {
    this.cache = cache;
    this.events = events;
  }

  /** Call after the change is committed. */
  void announce(TenantContext tenant, String blueprintId) {
    cache.invalidateBlueprint(tenant.id(), blueprintId);
    events.publish(new DomainEvent(CHANGED, tenant.id(), blueprintId));
  }

  /**
   * Prepares to tell of a removal, to be written down with it: what others keep of the blueprint
   * goes with it.
   */
  OutboxEvents prepareDeletionEvent(TenantContext tenant, String blueprintId) {
    return events.prepare(new DomainEvent(DELETED, tenant.id(), blueprintId));
  }
}
