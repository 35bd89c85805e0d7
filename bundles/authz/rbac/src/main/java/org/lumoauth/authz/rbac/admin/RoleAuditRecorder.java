/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.platform.web.HttpExchange;

/** Creates the audit records of role changes. */
final class RoleAuditRecorder {

  private final RbacAudit audit;

  RoleAuditRecorder(RbacAudit audit) {
    this.audit = audit;
  }

  void created(HttpExchange exchange, RoleView role) {
    record(exchange, "role.created", role, "was made", Map.of("newValue", described(role)));
  }

  void updated(HttpExchange exchange, RoleService.RoleChange changed) {
    record(
        exchange,
        "role.updated",
        changed.after(),
        "was changed",
        Map.of("oldValue", described(changed.before()), "newValue", described(changed.after())));
  }

  void deleted(HttpExchange exchange, RoleView role) {
    record(exchange, "role.deleted", role, "was removed", Map.of("oldValue", described(role)));
  }

  /** Records an assignment to a user, or its revocation. */
  void user(HttpExchange exchange, String action, RoleRef role, String userId) {
    audit.record(
        exchange,
        action,
        new AuditTarget("user", userId, Optional.empty()),
        "The role " + role.name() + " was " + ending(action) + " a user.",
        Map.of("role", role.slug(), "roleId", role.id()));
  }

  /** Records an assignment with limits, or its revocation. */
  void assignment(HttpExchange exchange, String action, LimitedRoleAssignment held) {
    var role = held.role();
    var who = held.subject();
    audit.record(
        exchange,
        action,
        new AuditTarget(who.type(), who.id(), Optional.empty()),
        "The assignment of the role " + role.name() + " with limits was " + given(action) + ".",
        Map.of(
            "role",
            role.slug(),
            "roleId",
            role.id(),
            "assignmentId",
            held.id(),
            "limits",
            described(held.limits())));
  }

  private static Map<String, Object> described(RoleAssignmentLimits limits) {
    var described = new HashMap<String, Object>();
    limits.resourceType().ifPresent(type -> described.put("resourceType", type));
    limits.resourceId().ifPresent(id -> described.put("resourceId", id));
    limits.organizationId().ifPresent(id -> described.put("organizationId", id));
    limits.notBefore().ifPresent(time -> described.put("notBefore", time.toString()));
    limits.expiresAt().ifPresent(time -> described.put("expiresAt", time.toString()));
    return described;
  }

  private static String given(String action) {
    return action.endsWith(".created") ? "created" : "revoked";
  }

  private static String ending(String action) {
    return action.endsWith(".assigned") ? "assigned to" : "revoked from";
  }

  private void record(
      HttpExchange exchange,
      String action,
      RoleView role,
      String what,
      Map<String, Object> details) {
    audit.record(
        exchange,
        action,
        new AuditTarget("role", role.id(), Optional.of(role.name())),
        "Role " + role.name() + " " + what + ".",
        details);
  }

  private static Map<String, Object> described(RoleView role) {
    return Map.of(
        "slug", role.slug(),
        "name", role.name(),
        "description", Optional.ofNullable(role.description()).orElse(""),
        "permissions", role.permissions().stream().map(RoleView.RolePermissionView::slug).toList(),
        "parents", role.parents().stream().map(RoleRef::slug).toList());
  }
}
