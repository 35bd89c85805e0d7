package org.lumoauth.authz.abac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.store.AttributeHolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that something changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = AbacChangePublisher.class)
public final class AbacChangePublisher {

  static final String POLICIES = "policies.changed";
  static final String USER_ATTRIBUTES = "user-attributes.changed";
  static final String RESOURCE_ATTRIBUTES = "resource-attributes.changed";

  private final DomainEventPublisher events;

  @Activate
  public AbacChangePublisher(@Reference DomainEventPublisher events) {
    this.events = events;
  }

  /** A policy or a definition. */
  public void publishPolicyChange(String tenantId, String id) {
    events.publish(new DomainEvent(POLICIES, tenantId, id));
  }

  /** What attributes a user or a resource has. A resource's type has no slash. */
  public void publishValueChange(String tenantId, AttributeHolder holder) {
    events.publish(
        holder.attributeType() == AttributeType.USER
            ? new DomainEvent(USER_ATTRIBUTES, tenantId, holder.id())
            : new DomainEvent(RESOURCE_ATTRIBUTES, tenantId, holder.type() + "/" + holder.id()));
  }
}
