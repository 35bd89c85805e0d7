/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.JsonTimestampFormatter;
import org.lumoauth.platform.directory.rest.NamedReferenceView;

/**
 * Builds group representations: with counts in lists, and also with members and nested groups for a
 * single group.
 */
public final class GroupViewAssembler {
  private final GroupAdministration groups;
  private final GroupMembershipAdministration memberships;
  private final DirectoryServiceLookup neighbours;

  public GroupViewAssembler(
      GroupAdministration groups,
      GroupMembershipAdministration memberships,
      DirectoryServiceLookup neighbours) {
    this.groups = groups;
    this.memberships = memberships;
    this.neighbours = neighbours;
  }

  /** Returns one group with its first members. The full list is at {@code …/members}. */
  GroupView show(TenantContext tenant, UserGroup group) {
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
        members.items().stream().map(GroupMemberView::of).toList(),
        groups.inside(tenant, group).stream().map(NamedReferenceView::of).toList());
  }

  /** Returns many groups in their order. */
  List<GroupView> show(TenantContext tenant, List<UserGroup> some) {
    var counts = memberships.count(tenant, some);
    var subjects = some.stream().map(UserGroup::subject).toList();
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

  private static GroupView view(UserGroup group, long members, Optional<List<RoleRef>> roles) {
    return new GroupView(
        group.id(),
        group.name(),
        group.slug(),
        group.description().orElse(null),
        false,
        members,
        roles.map(List::size).orElse(0),
        JsonTimestampFormatter.of(group.createdAt()),
        JsonTimestampFormatter.of(group.updatedAt()),
        roles.map(all -> all.stream().map(NamedReferenceView::of).toList()).orElse(null),
        null,
        null);
  }
}
