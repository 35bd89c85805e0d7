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
public record PrivilegeHolder(SubjectRef subject, AuditEvent.AuditTarget target) {

  /** A user. */
  public static PrivilegeHolder of(UserAccount user) {
    var email = Optional.of(user.profile().email());
    return new PrivilegeHolder(
        user.subject(), new AuditEvent.AuditTarget("user", user.id(), email));
  }

  /** A group. */
  public static PrivilegeHolder of(UserGroup group) {
    var slug = Optional.of(group.slug());
    return new PrivilegeHolder(
        group.subject(), new AuditEvent.AuditTarget("group", group.id(), slug));
  }
}
