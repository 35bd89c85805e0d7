package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.Memberships;

/** Shows groups: in a list with their counts, alone also with who and what is inside. */
final class GroupViews {
  private final GroupAdministration groups;
  private final Memberships memberships;
  private final DirectoryNeighbours neighbours;

  GroupViews(GroupAdministration groups, Memberships memberships, DirectoryNeighbours neighbours) {
    this.groups = groups;
    this.memberships = memberships;
    this.neighbours = neighbours;
  }

  /** One group, with its first members; all of them are at {@code …/members}. */
  GroupView show(TenantContext tenant, Group group) {
    var view = show(tenant, List.of(group)).get(0);
    var members = memberships.membersOf(tenant, group, PageRequest.first());
    return new GroupView(
        view.id(),
        view.name(),
        view.slug(),
        view.description(),
        view.system(),
        view.memberCount(),
        view.roleCount(),
        view.createdAt(),
        view.updatedAt(),
        view.roles(),
        members.items().stream().map(MemberView::of).toList(),
        groups.inside(tenant, group).stream().map(RefView::of).toList());
  }

  /** Many groups, in their order. */
  List<GroupView> show(TenantContext tenant, List<Group> some) {
    var counts = memberships.count(tenant, some);
    var subjects = some.stream().map(Group::subject).toList();
    var roles = neighbours.rolesIfAny().map(all -> all.rolesOf(tenant, subjects));
    return some.stream()
        .map(
            group ->
                view(
                    group,
                    counts.getOrDefault(group.id(), 0L),
                    roles.map(all -> all.getOrDefault(group.subject(), List.of()))))
        .toList();
  }

  private static GroupView view(Group group, long members, Optional<List<RoleRef>> roles) {
    return new GroupView(
        group.id(),
        group.name(),
        group.slug(),
        group.description().orElse(null),
        false,
        members,
        roles.map(List::size).orElse(0),
        Times.of(group.createdAt()),
        Times.of(group.updatedAt()),
        roles.map(all -> all.stream().map(RefView::of).toList()).orElse(null),
        null,
        null);
  }
}
