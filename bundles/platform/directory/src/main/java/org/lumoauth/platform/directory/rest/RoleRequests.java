package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.directory.LimitedHoldings;
import org.lumoauth.platform.web.ListBody;

/** What requests about roles ask for, whoever holds them; the roles are kept by another module. */
final class RoleRequests {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final DirectoryNeighbours neighbours;
  private final HeldRoles roles;
  private final LimitedHoldings limited;
  private final Rank rank;

  RoleRequests(
      DirectoryNeighbours neighbours, HeldRoles roles, LimitedHoldings limited, Rank rank) {
    this.neighbours = neighbours;
    this.roles = roles;
    this.limited = limited;
    this.rank = rank;
  }

  /** Refuses a caller who may change nobody's roles. */
  void requireRank(Call call) {
    rank.requireRoles(call.exchange());
  }

  ListBody<HeldRoleView> list(Call call, Holder holder) {
    var held = neighbours.roles().rolesOf(call.tenant(), holder.subject());
    return ListBody.whole(HeldRoleView.of(held, limited.of(call.tenant(), holder)));
  }

  /** Adds those that the body names, within the limits that it sets. */
  void give(Call call, Holder holder, Map<String, Object> body) {
    var sent = LimitsBody.of(body);
    var named = Holdings.read(sent.rest(), NAMES);
    if (sent.any()) {
      limited.give(call.tenant(), holder, named, sent.limits(), call.by());
    } else {
      roles.assign(call.tenant(), holder, named, call.by());
    }
  }

  /** Leaves those that the body names, and no others. */
  void replace(Call call, Holder holder, Map<String, Object> body) {
    roles.replace(call.tenant(), holder, Holdings.read(body, NAMES), call.by());
  }

  /** Takes one away, by its name or by that of its limited assignment. */
  void take(Call call, Holder holder, String role) {
    if (LimitedHoldings.names(role)) {
      limited.take(call.tenant(), holder, role, call.by());
    } else {
      roles.revoke(call.tenant(), holder, role, call.by());
    }
  }
}
