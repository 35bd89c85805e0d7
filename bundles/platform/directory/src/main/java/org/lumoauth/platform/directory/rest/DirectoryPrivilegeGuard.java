/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.ApproverGroupLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;

/**
 * Prevents privilege escalation by callers with permission only to edit users. Assigning roles, or
 * membership in a group with roles, requires {@code roles.write}. Membership in an approver group
 * requires {@code jit.approve}, as does changing the approvers. Setting a user's password or
 * changing a user requires all permissions of that user, and {@code jit.approve} if the user is an
 * approver.
 */
public final class DirectoryPrivilegeGuard {
  private static final String GIVE_ROLES = PrivilegeEscalationGuard.ROLES_WRITE;

  private final DirectoryServiceLookup neighbours;
  private final GroupAdministration groups;
  private final GroupMembershipAdministration memberships;
  private final ApproverGroupLookup approving;
  private final ApproverEligibilityChecker people;
  private final PrivilegeEscalationGuard guard;

  public DirectoryPrivilegeGuard(
      DirectoryServiceLookup neighbours,
      GroupAdministration groups,
      GroupMembershipAdministration memberships,
      ApproverGroupLookup approving,
      ApproverEligibilityChecker people,
      PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.neighbours = neighbours;
    this.groups = groups;
    this.memberships = memberships;
    this.approving = approving;
    this.people = people;
  }

  /** Requires that the caller may assign and revoke roles. */
  public void requireRoleManagement(HttpExchange exchange) {
    exchange.require(GIVE_ROLES);
  }

  /**
   * Requires that the caller has all permissions of this user, including those of roles that start
   * later.
   */
  public void requirePrivilegeOver(HttpExchange exchange, UserAccount user) {
    guard.requirePrivilegesOverSignIn(exchange, user.subject(), people);
    if (awaitsRoles(exchange, user)) {
      exchange.require(GIVE_ROLES);
    }
  }

  /** Requires that the caller may add members to these groups or remove them. */
  public void requireGroupAccess(HttpExchange exchange, Collection<UserGroup> some) {
    if (some.isEmpty()) {
      return;
    }
    var holders = holders(exchange, some);
    requireNamed(exchange, holders.stream().map(SubjectRef::id).toList());
    var roles = neighbours.roles().rolesOf(exchange.tenant(), holders);
    if (roles.values().stream().anyMatch(held -> !held.isEmpty())
        || holders.stream().anyMatch(each -> !withinLimits(exchange, each).isEmpty())) {
      exchange.require(GIVE_ROLES);
    }
    guard.requirePrivilegesOver(exchange, holders); // permissions and relations of the group itself
  }

  /** Requires that the caller may give a group this slug. */
  public void requireSlugAllowed(HttpExchange exchange, String slug) {
    requireNamed(exchange, List.of(slug));
  }

  private void requireNamed(HttpExchange exchange, Collection<String> some) {
    if (approving.hasApproverGroup(exchange.tenant(), some)) {
      exchange.require(SystemPermissions.JIT_APPROVE);
    }
  }

  private List<LimitedRoleAssignment> withinLimits(HttpExchange exchange, SubjectRef holder) {
    return neighbours
        .limitedRolesIfAny()
        .map(roles -> roles.listAssignments(exchange.tenant(), holder))
        .orElse(List.of());
  }

  /**
   * Returns whether a role of the user or of their groups starts later. A caller who takes over the
   * account now would have it then.
   */
  private boolean awaitsRoles(HttpExchange exchange, UserAccount user) {
    var now = Instant.now();
    var ofGroups = holders(exchange, memberships.groupsOf(exchange.tenant(), user));
    return Stream.concat(Stream.of(user.subject()), ofGroups.stream())
        .flatMap(holder -> withinLimits(exchange, holder).stream())
        .anyMatch(held -> held.limits().notBefore().filter(now::isBefore).isPresent());
  }

  /** Returns these groups and all their ancestors. */
  private List<SubjectRef> holders(HttpExchange exchange, Collection<UserGroup> some) {
    return groups.withAncestors(exchange.tenant(), some).stream()
        .map(id -> new SubjectRef(SubjectRef.GROUP, id))
        .toList();
  }
}
