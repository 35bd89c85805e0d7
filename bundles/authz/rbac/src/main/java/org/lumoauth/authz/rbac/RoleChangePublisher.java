/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.Collection;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes changes to every version of this module, on this node and the others. Called after the
 * commit and before the caller gets its response.
 */
@Component(service = RoleChangePublisher.class)
public final class RoleChangePublisher {

  private final DomainEventPublisher events;

  @Activate
  public RoleChangePublisher(@Reference DomainEventPublisher events) {
    this.events = events;
  }

  /** Publishes a change of a role, a permission or the hierarchy. */
  public void publishRoleChange(String tenantId, String id) {
    events.publish(new DomainEvent(DomainEvent.ROLES_CHANGED, tenantId, id));
  }

  /** Publishes a change of the assignments of these subjects. */
  public void publishAssignmentChange(String tenantId, Collection<SubjectRef> subjects) {
    for (SubjectRef subject : subjects) {
      events.publish(new DomainEvent(DomainEvent.ROLES_CHANGED, tenantId, subject.id()));
    }
  }
}
