package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.directory.DirectoryOptionalServices;
import org.lumoauth.platform.directory.LimitedRoleAdministration;
import org.lumoauth.platform.directory.PrivilegeHolder;
import org.lumoauth.platform.directory.RoleAssignmentAdministration;
import org.lumoauth.platform.web.ListResponseBody;

/** What requests about roles ask for, whoever holds them; the roles are kept by another module. */
final class RoleAssignmentHandler {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final DirectoryOptionalServices neighbours;
  private final RoleAssignmentAdministration roles;
  private final LimitedRoleAdministration limited;
  private final DirectoryPrivilegeGuard rank;

  RoleAssignmentHandler(
      DirectoryOptionalServices neighbours,
      RoleAssignmentAdministration roles,
      LimitedRoleAdministration limited,
      DirectoryPrivilegeGuard rank) {
    this.neighbours = neighbours;
    this.roles = roles;
    this.limited = limited;
    this.rank = rank;
  }

  /** Refuses a caller who may change nobody's roles. */
  void requireRoleManagement(DirectoryRequestContext call) {
    rank.requireRoleManagement(call.exchange());
  }

  ListResponseBody<AssignedRoleView> list(DirectoryRequestContext call, PrivilegeHolder holder) {
    var held = neighbours.roles().rolesOf(call.tenant(), holder.subject());
    return ListResponseBody.unpaged(AssignedRoleView.of(held, limited.list(call.tenant(), holder)));
  }

  /** Adds those that the body names, within the limits that it sets. */
  void assign(DirectoryRequestContext call, PrivilegeHolder holder, Map<String, Object> body) {
    var sent = RoleLimitsBody.of(body);
    var named = IdListParser.read(sent.rest(), NAMES);
    if (sent.any()) {
      limited.assign(call.tenant(), holder, named, sent.limits(), call.by());
    } else {
      roles.assign(call.tenant(), holder, named, call.by());
    }
  }

  /** Leaves those that the body names, and no others. */
  void replace(DirectoryRequestContext call, PrivilegeHolder holder, Map<String, Object> body) {
    roles.replace(call.tenant(), holder, IdListParser.read(body, NAMES), call.by());
  }

  /** Takes one away, by its name or by that of its limited assignment. */
  void revoke(DirectoryRequestContext call, PrivilegeHolder holder, String role) {
    if (LimitedRoleAdministration.isLimitedAssignmentId(role)) {
      limited.revoke(call.tenant(), holder, role, call.by());
    } else {
      roles.revoke(call.tenant(), holder, role, call.by());
    }
  }
}
