/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.store.AttributeOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes changes to every version of this module, on this node and the others. Called after the
 * commit and before the caller gets its response.
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

  /** Publishes a change of a policy or a definition. */
  public void publishPolicyChange(String tenantId, String id) {
    events.publish(new DomainEvent(POLICIES, tenantId, id));
  }

  /**
   * Publishes a change of the attributes of a user or a resource. The type of a resource contains
   * no slash.
   */
  public void publishValueChange(String tenantId, AttributeOwner holder) {
    events.publish(
        holder.attributeType() == AttributeCategory.USER
            ? new DomainEvent(USER_ATTRIBUTES, tenantId, holder.id())
            : new DomainEvent(RESOURCE_ATTRIBUTES, tenantId, holder.type() + "/" + holder.id()));
  }
}
