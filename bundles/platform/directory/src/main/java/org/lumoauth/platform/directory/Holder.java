package org.lumoauth.platform.directory;

import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A user or a group, as one that holds roles and permissions.
 *
 * @param subject as the modules of authorization name it
 * @param target as the audit log names it
 */
public record Holder(SubjectRef subject, AuditEvent.Target target) {

  /** A user. */
  public static Holder of(Account user) {
    var email = Optional.of(user.profile().email());
    return new Holder(user.subject(), new AuditEvent.Target("user", user.id(), email));
  }

  /** A group. */
  public static Holder of(Group group) {
    var slug = Optional.of(group.slug());
    return new Holder(group.subject(), new AuditEvent.Target("group", group.id(), slug));
  }
}
