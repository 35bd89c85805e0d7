package org.lumoauth.authz.rbac;

import java.util.Collection;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells every version of this module, on this node and the others, that something changed; to be
 * called once the change is committed and before anybody is told that it is.
 */
@Component(service = RoleChanges.class)
public final class RoleChanges {

  static final String TYPE = "roles.changed";

  private final DomainEvents events;

  @Activate
  public RoleChanges(@Reference DomainEvents events) {
    this.events = events;
  }

  /** A role, a permission or the hierarchy. */
  public void roles(String tenantId, String id) {
    events.publish(new DomainEvent(TYPE, tenantId, id));
  }

  /** What these subjects hold. */
  public void assignments(String tenantId, Collection<SubjectRef> subjects) {
    for (SubjectRef subject : subjects) {
      events.publish(new DomainEvent(TYPE, tenantId, subject.id()));
    }
  }
}
