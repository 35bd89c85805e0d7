/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.role.LimitedRoleAssignmentAdministration;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.web.rest.ListResponseBody;

/** Handles role requests for users and groups. The roles module stores the assignments. */
public final class RoleAssignmentHandler {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final DirectoryServiceLookup neighbours;
  private final RoleAssignmentAdministration roles;
  private final LimitedRoleAssignmentAdministration limited;
  private final DirectoryPrivilegeGuard rank;

  public RoleAssignmentHandler(
      DirectoryServiceLookup neighbours,
      RoleAssignmentAdministration roles,
      LimitedRoleAssignmentAdministration limited,
      DirectoryPrivilegeGuard rank) {
    this.neighbours = neighbours;
    this.roles = roles;
    this.limited = limited;
    this.rank = rank;
  }

  /** Requires that the caller may manage roles. */
  public void requireRoleManagement(DirectoryRequestContext call) {
    rank.requireRoleManagement(call.exchange());
  }

  public ListResponseBody<AssignedRoleView> list(
      DirectoryRequestContext call, PrivilegeHolder holder) {
    var held = neighbours.roles().rolesOf(call.tenant(), holder.subject());
    return ListResponseBody.unpaged(AssignedRoleView.of(held, limited.list(call.tenant(), holder)));
  }

  /** Assigns the roles in the body, with its limits. */
  public void assign(
      DirectoryRequestContext call, PrivilegeHolder holder, Map<String, Object> body) {
    var sent = RoleLimitsRequestBody.of(body);
    var named = IdListParser.read(sent.rest(), NAMES);
    if (sent.any()) {
      limited.assign(call.tenant(), holder, named, sent.limits(), call.by());
    } else {
      roles.assign(call.tenant(), holder, named, call.by());
    }
  }

  /** Replaces the roles with those in the body. */
  public void replace(
      DirectoryRequestContext call, PrivilegeHolder holder, Map<String, Object> body) {
    roles.replace(call.tenant(), holder, IdListParser.read(body, NAMES), call.by());
  }

  /** Revokes a role by its name or by the id of its limited assignment. */
  public void revoke(DirectoryRequestContext call, PrivilegeHolder holder, String role) {
    if (LimitedRoleAssignmentAdministration.isLimitedAssignmentId(role)) {
      limited.revoke(call.tenant(), holder, role, call.by());
    } else {
      roles.revoke(call.tenant(), holder, role, call.by());
    }
  }
}
