/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.RbacLimitedRoleAssignmentService;
import org.lumoauth.authz.rbac.admin.RoleService;
import org.lumoauth.authz.rbac.admin.RoleView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports the roles of users and groups with limits. Expired assignments are omitted, as are those
 * of agents, which are not exported either.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=limitedRoles"})
public final class LimitedRoleAssignmentTransferSection implements TenantTransferSection {

  private final RoleService roles;
  private final RbacLimitedRoleAssignmentService limited;
  private final UserDirectory users;
  private final GroupDirectory groups;
  private final RbacTransferSectionSupport items;
  private final InstantSource clock;

  @Activate
  public LimitedRoleAssignmentTransferSection(
      @Reference RoleService roles,
      @Reference RbacLimitedRoleAssignmentService limited,
      @Reference UserDirectory users,
      @Reference GroupDirectory groups,
      @Reference AuditLog audit,
      @Reference InstantSource clock) {
    this.roles = roles;
    this.limited = limited;
    this.users = users;
    this.groups = groups;
    this.items = new RbacTransferSectionSupport(audit);
    this.clock = clock;
  }

  @Override
  public int order() {
    return 45; // after roles, groups and users
  }

  @Override
  public String area() {
    return "roles";
  }

  @Override
  public String key() {
    return LimitedRoleAssignmentTransferItem.KEY;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var now = clock.instant();
    var found = new ArrayList<LimitedRoleAssignmentTransferItem>();
    for (RoleView role :
        RbacTransferSectionSupport.<RoleView>all(page -> roles.list(tenant, page))) {
      RbacTransferSectionSupport.<LimitedRoleAssignment>all(
              page -> limited.ofRole(tenant, role.id(), page))
          .stream()
          .filter(each -> each.limits().expiresAt().filter(end -> !end.isAfter(now)).isEmpty())
          .forEach(each -> item(tenant, each).ifPresent(found::add));
    }
    return found.stream()
        .sorted(Comparator.comparing(LimitedRoleAssignmentTransferItem::key))
        .map(LimitedRoleAssignmentTransferItem::shown)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    LimitedRoleAssignmentTransferItem.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> sent, boolean exists, AuditInitiator by) {
    var item = LimitedRoleAssignmentTransferItem.read(sent);
    var given = limited.assign(tenant, holder(tenant, item), item.role(), item.limits());
    items.record(
        tenant, "role.assignment.created", "role", given.id(), item.role(), item.shown(), by);
    return Map.of();
  }

  private Optional<LimitedRoleAssignmentTransferItem> item(
      TenantContext tenant, LimitedRoleAssignment held) {
    var id = held.subject().id();
    var role = held.role().slug();
    return switch (held.subject().type()) {
      case SubjectRef.USER ->
          users
              .find(tenant, id)
              .map(User::email)
              .map(
                  mail ->
                      new LimitedRoleAssignmentTransferItem(
                          role, Optional.of(mail), Optional.empty(), held.limits()));
      case SubjectRef.GROUP ->
          groups
              .find(tenant, id)
              .map(GroupRef::slug)
              .map(
                  slug ->
                      new LimitedRoleAssignmentTransferItem(
                          role, Optional.empty(), Optional.of(slug), held.limits()));
      default -> Optional.empty();
    };
  }

  private SubjectRef holder(TenantContext tenant, LimitedRoleAssignmentTransferItem item) {
    return item.user()
        .flatMap(mail -> users.find(tenant, mail))
        .map(user -> new SubjectRef(SubjectRef.USER, user.id()))
        .or(
            () ->
                item.group()
                    .flatMap(slug -> groups.find(tenant, slug))
                    .map(group -> new SubjectRef(SubjectRef.GROUP, group.id())))
        .orElseThrow(() -> ApiException.invalid("user", "The user or group was not found."));
  }
}
