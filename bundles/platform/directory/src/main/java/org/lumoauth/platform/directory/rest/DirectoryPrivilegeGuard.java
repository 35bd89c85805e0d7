package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.directory.ApproverGroupLookup;
import org.lumoauth.platform.directory.DirectoryOptionalServices;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.GroupMembershipAdministration;
import org.lumoauth.platform.directory.UserAccount;
import org.lumoauth.platform.directory.UserGroup;
import org.lumoauth.platform.web.ApproverPrivilegeChecker;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Keeps those who may only edit users from becoming more: whoever gives power must be one who may
 * give it. Roles are given with {@code roles.write}, and so is a place in a group that has roles;
 * one in a group whose members approve takes {@code jit.approve}, as to say who approves does; a
 * password of, or a change to, somebody needs what that one may do here, and {@code jit.approve}
 * where that one approves.
 */
final class DirectoryPrivilegeGuard {
  private static final String GIVE_ROLES = CredentialChangeGuard.ROLES_WRITE;

  private final DirectoryOptionalServices neighbours;
  private final GroupAdministration groups;
  private final GroupMembershipAdministration memberships;
  private final ApproverGroupLookup approving;
  private final ApproverPrivilegeChecker people;
  private final CredentialChangeGuard guard;

  DirectoryPrivilegeGuard(
      DirectoryOptionalServices neighbours,
      GroupAdministration groups,
      GroupMembershipAdministration memberships,
      ApproverGroupLookup approving,
      ApproverPrivilegeChecker people,
      CredentialChangeGuard guard) {
    this.guard = guard;
    this.neighbours = neighbours;
    this.groups = groups;
    this.memberships = memberships;
    this.approving = approving;
    this.people = people;
  }

  /** The caller may give and take roles. */
  void requireRoleManagement(HttpExchange exchange) {
    exchange.require(GIVE_ROLES);
  }

  /** The caller may change this user: one who may do no more here, now or with a role to come. */
  void requirePrivilegeOver(HttpExchange exchange, UserAccount user) {
    guard.requirePrivilegesOverSignIn(exchange, user.subject(), people);
    if (awaitsRoles(exchange, user)) {
      exchange.require(GIVE_ROLES);
    }
  }

  /** The caller may put somebody into, or take out of, these groups. */
  void requireGroupAccess(HttpExchange exchange, Collection<UserGroup> some) {
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
    guard.requirePrivilegesOver(
        exchange, holders); // permissions of the group itself, and relations
  }

  /** The caller may let a group be called so. */
  void requireSlugAllowed(HttpExchange exchange, String slug) {
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
   * A role that has not begun yet, the user's own or a group's: who takes the account over now
   * would have it then.
   */
  private boolean awaitsRoles(HttpExchange exchange, UserAccount user) {
    var now = Instant.now();
    var ofGroups = holders(exchange, memberships.groupsOf(exchange.tenant(), user));
    return Stream.concat(Stream.of(user.subject()), ofGroups.stream())
        .flatMap(holder -> withinLimits(exchange, holder).stream())
        .anyMatch(held -> held.limits().notBefore().filter(now::isBefore).isPresent());
  }

  /** These groups and all that they are inside. */
  private List<SubjectRef> holders(HttpExchange exchange, Collection<UserGroup> some) {
    return groups.withAncestors(exchange.tenant(), some).stream()
        .map(id -> new SubjectRef(SubjectRef.GROUP, id))
        .toList();
  }
}
