package org.lumoauth.platform.directory.rest;

import java.util.Collection;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.web.Exchange;

/**
 * Keeps those who may only edit users from becoming more: whoever gives power must be one who may
 * give it. Roles are given with {@code roles.write}; a password of, or a change to, somebody who
 * has that permission needs it too, and so does a place in a group that has roles.
 */
final class Rank {
  private static final String GIVE_ROLES = "roles.write";

  private final DirectoryNeighbours neighbours;
  private final GroupAdministration groups;

  Rank(DirectoryNeighbours neighbours, GroupAdministration groups) {
    this.neighbours = neighbours;
    this.groups = groups;
  }

  /** The caller may give and take roles. */
  void requireRoles(Exchange exchange) {
    exchange.require(GIVE_ROLES);
  }

  /** The caller may change this user: one who gives roles only if the caller does too. */
  void requireOver(Exchange exchange, Account user) {
    var question = Question.of(user.subject(), GIVE_ROLES);
    if (neighbours.authorization().decide(exchange.tenant(), question).permitted()) {
      exchange.require(GIVE_ROLES);
    }
  }

  /** The caller may put somebody into, or take out of, these groups. */
  void requireInto(Exchange exchange, Collection<Group> some) {
    if (some.isEmpty()) {
      return;
    }
    var holders =
        groups.withAncestors(exchange.tenant(), some).stream()
            .map(id -> new SubjectRef(SubjectRef.GROUP, id))
            .toList();
    var roles = neighbours.roles().rolesOf(exchange.tenant(), holders);
    if (roles.values().stream().anyMatch(held -> !held.isEmpty())) {
      exchange.require(GIVE_ROLES);
    }
  }
}
