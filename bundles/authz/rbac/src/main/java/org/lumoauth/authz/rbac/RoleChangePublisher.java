package org.lumoauth.authz.rbac;

import java.util.Collection;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that something changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = RoleChangePublisher.class)
public final class RoleChangePublisher {

  static final String TYPE = "roles.changed";

  private final DomainEventPublisher events;

  @Activate
  public RoleChangePublisher(@Reference DomainEventPublisher events) {
    this.events = events;
  }

  /** A role, a permission or the hierarchy. */
  public void publishRoleChange(String tenantId, String id) {
    events.publish(new DomainEvent(TYPE, tenantId, id));
  }

  /** What these subjects hold. */
  public void publishAssignmentChange(String tenantId, Collection<SubjectRef> subjects) {
    for (SubjectRef subject : subjects) {
      events.publish(new DomainEvent(TYPE, tenantId, subject.id()));
    }
  }
}
