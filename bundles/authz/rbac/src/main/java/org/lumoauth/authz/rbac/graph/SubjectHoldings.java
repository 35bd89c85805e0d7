/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.authz.rbac.store.DirectHoldings;
import org.lumoauth.authz.rbac.store.LimitedRoleAssignmentHolding;
import org.lumoauth.authz.rbac.store.StoredPermission;

/** The direct holdings of a subject, at the same revision as their roles. Immutable. */
public final class SubjectHoldings {

  private final RoleGraph graph;
  private final List<CompiledRole> roles;
  private final Set<Long> permissionIds;
  private final List<LimitedCompiledRole> limited;

  SubjectHoldings(RoleGraph graph, DirectHoldings holdings) {
    this.graph = graph;
    this.roles = compiled(graph, holdings.roleIds());
    this.permissionIds = holdings.permissionIds();
    this.limited = limited(graph, holdings.limited());
  }

  /** Returns the roles without limits, with their permissions. */
  public List<CompiledRole> roles() {
    return roles;
  }

  /** Returns the roles with limits, with their permissions. */
  public List<LimitedCompiledRole> limited() {
    return limited;
  }

  /** Returns whether the subject has the permission directly. */
  public boolean hasDirectPermission(String slug) {
    if (permissionIds.isEmpty()) {
      return false;
    }
    var permission = graph.permission(slug);
    return permission != null && permissionIds.contains(permission.id());
  }

  /** Returns the direct permissions of the subject, without deleted permissions. */
  public List<StoredPermission> permissions() {
    return permissionIds.isEmpty()
        ? List.of()
        : graph.permissions().stream().filter(each -> permissionIds.contains(each.id())).toList();
  }

  private static List<LimitedCompiledRole> limited(
      RoleGraph graph, List<LimitedRoleAssignmentHolding> held) {
    if (held.isEmpty()) {
      return List.of();
    }
    var limited = new ArrayList<LimitedCompiledRole>(held.size());
    for (LimitedRoleAssignmentHolding each : held) {
      var role = graph.role(each.roleId());
      if (role != null) {
        limited.add(new LimitedCompiledRole(role, each.limits()));
      }
    }
    return limited;
  }

  private static List<CompiledRole> compiled(RoleGraph graph, List<String> roleIds) {
    if (roleIds.isEmpty()) {
      return List.of();
    }
    if (roleIds.size() == 1) {
      var only = graph.role(roleIds.get(0));
      return only == null ? List.of() : List.of(only);
    }
    var roles = new ArrayList<CompiledRole>(roleIds.size());
    for (String id : roleIds) {
      var role = graph.role(id);
      if (role != null) {
        roles.add(role);
      }
    }
    return roles;
  }
}
