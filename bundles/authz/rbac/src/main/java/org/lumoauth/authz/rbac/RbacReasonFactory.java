/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.graph.LimitedCompiledRole;
import org.lumoauth.authz.rbac.graph.RolePermissionPath;

/** Creates the reasons of role-based decisions. */
final class RbacReasonFactory {

  private RbacReasonFactory() {}

  /** Creates the reason for a permission without a role, of the subject or of the group. */
  static DecisionReason given(SubjectRef subject, GroupSource group, String permission) {
    var holder = group == null ? subject.toString() : "the group " + group.name();
    return DecisionReason.of(
        "grant",
        "The permission " + permission + " was granted to " + holder + " directly.",
        Map.of("permission", permission, "via", via(group)));
  }

  /** Creates the reason for a permission of a role. */
  static DecisionReason granted(RolePermissionPath grant, GroupSource group) {
    var path = path(grant);
    return DecisionReason.of(
        "role_grants",
        sentence(grant, group, null),
        Map.of(
            "permission",
            grant.slug(),
            "role",
            grant.role().slug(),
            "via",
            via(group),
            "path",
            path));
  }

  /** Creates the reason for a permission of a role with limits. */
  static DecisionReason granted(
      RolePermissionPath grant, GroupSource group, RoleAssignmentLimits limits) {
    var facts = new HashMap<String, Object>();
    facts.put("permission", grant.slug());
    facts.put("role", grant.role().slug());
    facts.put("via", via(group));
    facts.put("path", path(grant));
    facts.put("limits", facts(limits));
    return DecisionReason.of("role_grants", sentence(grant, group, limits), facts);
  }

  /** Creates the reason for a role that would grant the permission without its limits. */
  static DecisionReason limitsNotMet(
      LimitedCompiledRole held, GroupSource group, String permission) {
    var role = held.role().ref();
    return DecisionReason.of(
        "role_limits_not_met",
        "The role "
            + role.name()
            + " would grant "
            + permission
            + ", but is limited to "
            + words(held.limits())
            + ".",
        Map.of(
            "permission",
            permission,
            "role",
            role.slug(),
            "via",
            via(group),
            "limits",
            facts(held.limits())));
  }

  private static String sentence(
      RolePermissionPath grant, GroupSource group, RoleAssignmentLimits limits) {
    var text = new StringBuilder(96).append("The role ").append(grant.role().name());
    if (group != null) {
      text.append(", assigned through the group ").append(group.name());
    }
    if (limits != null) {
      text.append(", limited to ").append(words(limits));
    }
    if (group != null || limits != null) {
      text.append(',');
    }
    text.append(" grants ").append(grant.slug());
    if (grant.path().size() > 1) {
      text.append(" through its parent role ").append(grant.source().name());
    }
    return text.append('.').toString();
  }

  private static String words(RoleAssignmentLimits limits) {
    var parts = new ArrayList<String>();
    limits
        .resourceType()
        .map(type -> limits.resourceId().map(id -> type + ":" + id).orElse("every " + type))
        .ifPresent(parts::add);
    limits.organizationId().map(id -> "the organization " + id).ifPresent(parts::add);
    limits.notBefore().map(from -> "the time from " + from).ifPresent(parts::add);
    limits.expiresAt().map(to -> "the time before " + to).ifPresent(parts::add);
    return String.join(" and ", parts);
  }

  private static Map<String, Object> facts(RoleAssignmentLimits limits) {
    var facts = new HashMap<String, Object>();
    limits.resourceType().ifPresent(type -> facts.put("resourceType", type));
    limits.resourceId().ifPresent(id -> facts.put("resourceId", id));
    limits.organizationId().ifPresent(id -> facts.put("organizationId", id));
    limits.notBefore().ifPresent(from -> facts.put("notBefore", from.toString()));
    limits.expiresAt().ifPresent(to -> facts.put("expiresAt", to.toString()));
    return Map.copyOf(facts);
  }

  private static String via(GroupSource group) {
    return group == null ? "direct" : "group:" + group.id();
  }

  private static List<String> path(RolePermissionPath grant) {
    return grant.path().size() == 1
        ? List.of(grant.role().slug())
        : grant.path().stream().map(RoleRef::slug).toList();
  }

  /** A group that grants a role or permission. */
  record GroupSource(String id, String name) {}
}
