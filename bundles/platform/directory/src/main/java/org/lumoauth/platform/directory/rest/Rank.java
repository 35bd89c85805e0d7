package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRole;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.ApprovingGroups;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.web.ApprovingPeople;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.Exchange;

/**
 * Keeps those who may only edit users from becoming more: whoever gives power must be one who may
 * give it. Roles are given with {@code roles.write}, and so is a place in a group that has roles;
 * one in a group whose members approve takes {@code jit.approve}, as to say who approves does; a
 * password of, or a change to, somebody needs what that one may do here, and {@code jit.approve}
 * where that one approves.
 */
final class Rank {
  private static final String GIVE_ROLES = CredentialChangeGuard.ROLES_WRITE;

  private final DirectoryNeighbours neighbours;
  private final GroupAdministration groups;
  private final Memberships memberships;
  private final ApprovingGroups approving;
  private final ApprovingPeople people;
  private final CredentialChangeGuard guard;

  Rank(
      DirectoryNeighbours neighbours,
      GroupAdministration groups,
      Memberships memberships,
      ApprovingGroups approving,
      ApprovingPeople people,
      CredentialChangeGuard guard) {
    this.guard = guard;
    this.neighbours = neighbours;
    this.groups = groups;
    this.memberships = memberships;
    this.approving = approving;
    this.people = people;
  }

  /** The caller may give and take roles. */
  void requireRoles(Exchange exchange) {
    exchange.require(GIVE_ROLES);
  }

  /** The caller may change this user: one who may do no more here, now or with a role to come. */
  void requireOver(Exchange exchange, Account user) {
    guard.requireOverSignIn(exchange, user.subject(), people);
    if (awaitsRoles(exchange, user)) {
      exchange.require(GIVE_ROLES);
    }
  }

  /** The caller may put somebody into, or take out of, these groups. */
  void requireInto(Exchange exchange, Collection<Group> some) {
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
    guard.requireOver(exchange, holders); // permissions of the group itself, and relations
  }

  /** The caller may let a group be called so. */
  void requireSlug(Exchange exchange, String slug) {
    requireNamed(exchange, List.of(slug));
  }

  private void requireNamed(Exchange exchange, Collection<String> some) {
    if (approving.named(exchange.tenant(), some)) {
      exchange.require(SystemPermissions.JIT_APPROVE);
    }
  }

  private List<LimitedRole> withinLimits(Exchange exchange, SubjectRef holder) {
    return neighbours
        .limitedRolesIfAny()
        .map(roles -> roles.of(exchange.tenant(), holder))
        .orElse(List.of());
  }

  /**
   * A role that has not begun yet, the user's own or a group's: who takes the account over now
   * would have it then.
   */
  private boolean awaitsRoles(Exchange exchange, Account user) {
    var now = Instant.now();
    var ofGroups = holders(exchange, memberships.groupsOf(exchange.tenant(), user));
    return Stream.concat(Stream.of(user.subject()), ofGroups.stream())
        .flatMap(holder -> withinLimits(exchange, holder).stream())
        .anyMatch(held -> held.limits().notBefore().filter(now::isBefore).isPresent());
  }

  /** These groups and all that they are inside. */
  private List<SubjectRef> holders(Exchange exchange, Collection<Group> some) {
    return groups.withAncestors(exchange.tenant(), some).stream()
        .map(id -> new SubjectRef(SubjectRef.GROUP, id))
        .toList();
  }
}
