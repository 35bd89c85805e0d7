package org.lumoauth.authz.abac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.store.Holder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that something changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = AbacChanges.class)
public final class AbacChanges {

  static final String POLICIES = "policies.changed";
  static final String USER_ATTRIBUTES = "user-attributes.changed";
  static final String RESOURCE_ATTRIBUTES = "resource-attributes.changed";

  private final DomainEvents events;

  @Activate
  public AbacChanges(@Reference DomainEvents events) {
    this.events = events;
  }

  /** A policy or a definition. */
  public void policies(String tenantId, String id) {
    events.publish(new DomainEvent(POLICIES, tenantId, id));
  }

  /** What attributes a user or a resource has. A resource's type has no slash. */
  public void values(String tenantId, Holder holder) {
    events.publish(
        holder.attributeType() == AttributeType.USER
            ? new DomainEvent(USER_ATTRIBUTES, tenantId, holder.id())
            : new DomainEvent(RESOURCE_ATTRIBUTES, tenantId, holder.type() + "/" + holder.id()));
  }
}
