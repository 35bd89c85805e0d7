package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.web.Members;

/** The roles and groups of a user, as a request may give them along with the rest. */
final class Belonging {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_ID = 255;
  private static final int MAX_HOLDERS = 10_000;

  private final Memberships memberships;
  private final GroupAdministration groups;
  private final DirectoryNeighbours neighbours;
  private final HeldRoles held;
  private final Rank rank;

  Belonging(
      Memberships memberships,
      GroupAdministration groups,
      DirectoryNeighbours neighbours,
      HeldRoles held,
      Rank rank) {
    this.memberships = memberships;
    this.groups = groups;
    this.neighbours = neighbours;
    this.held = held;
    this.rank = rank;
  }

  /**
   * What a user is to have; what is absent stays.
   *
   * @param roles ids or slugs
   */
  record Wanted(Optional<List<String>> roles, Optional<List<Group>> groups) {}

  /**
   * Reads and checks the members {@code roles} and {@code groups}, before anything is changed.
   *
   * @param had the groups that they are to take the place of
   */
  Wanted read(Call call, Members members, List<Group> had) {
    var roles = members.texts("roles", MAX_ITEMS, MAX_ID);
    var some = members.texts("groups", MAX_ITEMS, MAX_ID).map(ids -> groups(call.tenant(), ids));
    roles.ifPresent(
        ids -> {
          rank.requireRoles(call.exchange());
          ids.forEach(id -> requireRole(call.tenant(), id));
        });
    some.ifPresent(
        list -> rank.requireInto(call.exchange(), Memberships.Change.of(had, list).groups()));
    return new Wanted(roles, some);
  }

  /** Gives a user what was read. */
  void apply(Call call, Account user, Wanted wanted) {
    wanted
        .roles()
        .ifPresent(roles -> held.replace(call.tenant(), Holder.of(user), roles, call.by()));
    wanted.groups().ifPresent(list -> replaceGroups(call, user, list));
  }

  /** Makes these the groups of a user, if the caller may change those that change. */
  void replaceGroups(Call call, Account user, List<Group> wanted) {
    var had = groupsOf(call, user);
    var change = Memberships.Change.of(had, wanted);
    rank.requireInto(call.exchange(), change.groups());
    memberships.change(call.tenant(), user, had, change, call.by());
  }

  /** The groups that a user is in. */
  List<Group> groupsOf(Call call, Account user) {
    return memberships.groupsOf(call.tenant(), user);
  }

  /** The groups with these ids or slugs. */
  List<Group> groups(TenantContext tenant, List<String> idsOrSlugs) {
    return idsOrSlugs.stream().distinct().map(id -> groups.get(tenant, id)).toList();
  }

  /** The group with this id or slug. */
  Group group(TenantContext tenant, String idOrSlug) {
    return groups.get(tenant, idOrSlug);
  }

  /** Ids of the users that hold a role directly. */
  Set<String> holders(TenantContext tenant, String role) {
    var ids = neighbours.holders().holders(tenant, role, SubjectRef.USER, MAX_HOLDERS + 1);
    if (ids.size() > MAX_HOLDERS) {
      throw Problem.invalid("role", "More users have this role than can be filtered by.");
    }
    return ids;
  }

  private void requireRole(TenantContext tenant, String role) {
    if (neighbours.roles().find(tenant, role).isEmpty()) {
      throw Problem.notFound("There is no role " + role + " here.");
    }
  }
}
