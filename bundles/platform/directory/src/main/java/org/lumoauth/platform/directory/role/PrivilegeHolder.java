/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.role;

import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.user.UserAccount;

/**
 * A user or group that holds roles and permissions.
 *
 * @param subject the reference for the authorization modules
 * @param target the reference for the audit log
 */
public record PrivilegeHolder(SubjectRef subject, AuditEvent.AuditTarget target) {

  /** Creates the reference to a user. */
  public static PrivilegeHolder of(UserAccount user) {
    var email = Optional.of(user.profile().email());
    return new PrivilegeHolder(
        user.subject(), new AuditEvent.AuditTarget("user", user.id(), email));
  }

  /** Creates the reference to a group. */
  public static PrivilegeHolder of(UserGroup group) {
    var slug = Optional.of(group.slug());
    return new PrivilegeHolder(
        group.subject(), new AuditEvent.AuditTarget("group", group.id(), slug));
  }
}
