/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserFilter;
import org.lumoauth.platform.directory.user.UserStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages group memberships. A change takes effect at the next decision about the user. */
@Component(service = GroupMembershipAdministration.class)
public final class GroupMembershipAdministration {
  private final GroupMembershipStore memberships;
  private final UserStore users;
  private final GroupStore groups;
  private final DirectoryChangePublisher journal;

  @Activate
  public GroupMembershipAdministration(
      @Reference DirectoryPersistenceUnit unit, @Reference DirectoryChangePublisher journal) {
    this(unit.memberships(), unit.users(), unit.groups(), journal);
  }

  public GroupMembershipAdministration(
      GroupMembershipStore memberships,
      UserStore users,
      GroupStore groups,
      DirectoryChangePublisher journal) {
    this.memberships = memberships;
    this.users = users;
    this.groups = groups;
    this.journal = journal;
  }

  /** Returns the groups that directly contain a user. */
  public List<UserGroup> groupsOf(TenantContext tenant, UserAccount user) {
    return groups.findAll(tenant.id(), memberships.groupsOf(tenant.id(), user.id()));
  }

  /** Returns the direct groups of many users by user id, in one query. */
  public Map<String, List<GroupRef>> groupsOf(TenantContext tenant, Collection<UserAccount> some) {
    var ids = some.stream().map(UserAccount::id).toList();
    var byUser = memberships.groupsOf(tenant.id(), ids);
    var named = new LinkedHashSet<String>();
    byUser.values().forEach(named::addAll);
    var refs =
        groups.findAll(tenant.id(), named).stream()
            .collect(Collectors.toMap(UserGroup::id, UserGroup::ref));
    var answer = new HashMap<String, List<GroupRef>>();
    byUser.forEach(
        (userId, groupIds) ->
            answer.put(
                userId,
                groupIds.stream()
                    .flatMap(id -> Optional.ofNullable(refs.get(id)).stream())
                    .toList()));
    return answer;
  }

  /** Returns one page of a group's direct members. */
  public Page<UserAccount> membersOf(TenantContext tenant, UserGroup group, PageRequest page) {
    var filter =
        new UserFilter(
            Optional.of(group.id()), Optional.empty(), Optional.empty(), Optional.empty());
    return users.list(tenant.id(), filter, page);
  }

  /** Returns the number of direct members by group id. */
  public Map<String, Long> count(TenantContext tenant, Collection<UserGroup> some) {
    return memberships.count(tenant.id(), some.stream().map(UserGroup::id).toList());
  }

  /** Adds users to groups. */
  public void add(
      TenantContext tenant,
      Collection<UserGroup> into,
      Collection<UserAccount> who,
      AuditInitiator by) {
    for (UserGroup group : into) {
      memberships.add(tenant.id(), group.id(), who.stream().map(UserAccount::id).toList());
      for (UserAccount user : who) {
        changed(tenant, user, group.id());
        record(tenant, "user.group_added", user, group, by);
      }
    }
  }

  /** Removes a user from a group. */
  public void remove(TenantContext tenant, UserGroup group, UserAccount user, AuditInitiator by) {
    memberships.remove(tenant.id(), group.id(), user.id());
    changed(tenant, user, group.id());
    record(tenant, "user.group_removed", user, group, by);
  }

  /** Replaces the groups of a user. */
  public void replace(
      TenantContext tenant, UserAccount user, Collection<UserGroup> wanted, AuditInitiator by) {
    var read = groupsOf(tenant, user);
    change(tenant, user, read, GroupMembershipChange.of(read, wanted), by);
  }

  /**
   * Applies a change relative to the groups that the caller read. Groups added concurrently are not
   * removed, because their removal was never authorized.
   */
  public void change(
      TenantContext tenant,
      UserAccount user,
      Collection<UserGroup> read,
      GroupMembershipChange change,
      AuditInitiator by) {
    memberships.change(tenant.id(), user.id(), ids(change.out()), ids(change.into()));
    change.groups().forEach(group -> changed(tenant, user, group.id()));
    List<String> before = ids(read);
    List<String> after = new ArrayList<>(before);
    after.removeAll(ids(change.out()));
    after.addAll(ids(change.into()));
    journal.record(
        tenant,
        "user.groups_replaced",
        user,
        "A user's groups were replaced.",
        by,
        Map.of("old", before, "new", after));
  }

  /**
   * The difference between a user's current and wanted groups.
   *
   * @param out the groups to leave
   * @param into the groups to join
   */
  public record GroupMembershipChange(List<UserGroup> out, List<UserGroup> into) {

    /** Returns the change between these groups. */
    public static GroupMembershipChange of(
        Collection<UserGroup> read, Collection<UserGroup> wanted) {
      Set<String> before = Set.copyOf(ids(read));
      Set<String> after = Set.copyOf(ids(wanted));
      return new GroupMembershipChange(
          read.stream().filter(group -> !after.contains(group.id())).toList(),
          wanted.stream().filter(group -> !before.contains(group.id())).toList());
    }

    /** Returns all groups of the change. */
    public List<UserGroup> groups() {
      return Stream.concat(out.stream(), into.stream()).toList();
    }
  }

  private static List<String> ids(Collection<UserGroup> some) {
    return some.stream().map(UserGroup::id).distinct().toList();
  }

  private void changed(TenantContext tenant, UserAccount user, String groupId) {
    journal.publish(tenant, DomainEvent.GROUPS_CHANGED, groupId);
    journal.publish(tenant, DomainEvent.SUBJECT_CHANGED, user.id());
  }

  private void record(
      TenantContext tenant, String action, UserAccount user, UserGroup group, AuditInitiator by) {
    journal.record(
        tenant,
        action,
        user,
        "A user's groups were updated.",
        by,
        Map.of("group", group.id(), "slug", group.slug()));
  }
}
