/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Handles the roles and groups that a request assigns to a user with the profile. */
public final class UserRoleAndGroupAssignmentHandler {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_ID = 255;
  private static final int MAX_HOLDERS = 10_000;

  private final GroupMembershipAdministration memberships;
  private final GroupAdministration groups;
  private final DirectoryServiceLookup neighbours;
  private final RoleAssignmentAdministration held;
  private final DirectoryPrivilegeGuard rank;

  public UserRoleAndGroupAssignmentHandler(
      GroupMembershipAdministration memberships,
      GroupAdministration groups,
      DirectoryServiceLookup neighbours,
      RoleAssignmentAdministration held,
      DirectoryPrivilegeGuard rank) {
    this.memberships = memberships;
    this.groups = groups;
    this.neighbours = neighbours;
    this.held = held;
    this.rank = rank;
  }

  /**
   * The requested assignments of a user. Absent members do not change.
   *
   * @param roles ids or slugs
   */
  record RequestedAssignments(Optional<List<String>> roles, Optional<List<UserGroup>> groups) {}

  /**
   * Reads and validates the members {@code roles} and {@code groups} before any change.
   *
   * @param had the groups to be replaced
   */
  RequestedAssignments read(
      DirectoryRequestContext call, JsonObjectMemberReader members, List<UserGroup> had) {
    var roles = members.textList("roles", MAX_ITEMS, MAX_ID);
    var some = members.textList("groups", MAX_ITEMS, MAX_ID).map(ids -> groups(call.tenant(), ids));
    roles.ifPresent(
        ids -> {
          rank.requireRoleManagement(call.exchange());
          ids.forEach(id -> requireRole(call.tenant(), id));
        });
    some.ifPresent(
        list ->
            rank.requireGroupAccess(
                call.exchange(),
                GroupMembershipAdministration.GroupMembershipChange.of(had, list).groups()));
    return new RequestedAssignments(roles, some);
  }

  /** Applies the assignments to a user. */
  void apply(DirectoryRequestContext call, UserAccount user, RequestedAssignments wanted) {
    wanted
        .roles()
        .ifPresent(
            roles -> held.replace(call.tenant(), PrivilegeHolder.of(user), roles, call.by()));
    wanted.groups().ifPresent(list -> replaceGroups(call, user, list));
  }

  /** Replaces the groups of a user, if the caller may change every affected group. */
  void replaceGroups(DirectoryRequestContext call, UserAccount user, List<UserGroup> wanted) {
    var had = groupsOf(call, user);
    var change = GroupMembershipAdministration.GroupMembershipChange.of(had, wanted);
    rank.requireGroupAccess(call.exchange(), change.groups());
    memberships.change(call.tenant(), user, had, change, call.by());
  }

  /** Returns the groups of a user. */
  List<UserGroup> groupsOf(DirectoryRequestContext call, UserAccount user) {
    return memberships.groupsOf(call.tenant(), user);
  }

  /** Returns the groups with these ids or slugs. */
  List<UserGroup> groups(TenantContext tenant, List<String> idsOrSlugs) {
    return idsOrSlugs.stream().distinct().map(id -> groups.get(tenant, id)).toList();
  }

  /** Returns the group with this id or slug. */
  UserGroup group(TenantContext tenant, String idOrSlug) {
    return groups.get(tenant, idOrSlug);
  }

  /** Returns the ids of the users with a direct assignment of a role. */
  Set<String> holders(TenantContext tenant, String role) {
    var ids = neighbours.holders().findHolders(tenant, role, SubjectRef.USER, MAX_HOLDERS + 1);
    if (ids.size() > MAX_HOLDERS) {
      throw ApiException.invalid(
          "role",
          "More than "
              + MAX_HOLDERS
              + " users have this role, the maximum for a filter by role. Choose another "
              + "filter.");
    }
    return ids;
  }

  private void requireRole(TenantContext tenant, String role) {
    if (neighbours.roles().find(tenant, role).isEmpty()) {
      throw ApiException.notFound("The role " + role + " does not exist in this tenant.");
    }
  }
}
