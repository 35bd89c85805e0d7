/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.authz.rbac.admin.RoleService;
import org.lumoauth.authz.rbac.admin.RoleView;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports the tenant's own roles with their own permissions. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=roles"})
public final class RoleTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("slug", "name", "description", "permissions");
  private static final int TEXT = 2000;
  private static final int MAX_PERMISSIONS = 1000;

  private final RoleService roles;
  private final RbacTransferSectionSupport items;

  @Activate
  public RoleTransferSection(@Reference RoleService roles, @Reference AuditLog audit) {
    this.roles = roles;
    this.items = new RbacTransferSectionSupport(audit);
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public String area() {
    return "roles";
  }

  @Override
  public String key() {
    return "slug";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return RbacTransferSectionSupport.<RoleView>all(page -> roles.list(tenant, page)).stream()
        .filter(role -> !role.isSystem())
        .sorted(Comparator.comparing(RoleView::slug))
        .map(RoleTransferSection::item)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    form(item);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    var permissions = Optional.ofNullable(form(item).permissions()).orElse(List.of());
    roles.requireKnown(
        tenant,
        permissions.stream().filter(slug -> !plan.creates("permissions", slug)).toList(),
        List.of());
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var form = form(item);
    var after =
        exists ? roles.update(tenant, form.slug(), form).after() : roles.create(tenant, form);
    items.record(
        tenant,
        exists ? "role.updated" : "role.created",
        "role",
        after.id(),
        after.slug(),
        item(after),
        by);
    return Map.of();
  }

  private static RoleRequestBody form(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    return new RoleRequestBody(
        members.requireText("name", TEXT),
        members.requireText("slug", TEXT),
        members.text("description", TEXT).orElse(null),
        members.textList("permissions", MAX_PERMISSIONS, TEXT).orElse(null),
        null);
  }

  private static Map<String, Object> item(RoleView role) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("slug", role.slug());
    item.put("name", role.name());
    Optional.ofNullable(role.description()).ifPresent(text -> item.put("description", text));
    item.put(
        "permissions",
        role.permissions().stream().map(RoleView.RolePermissionView::slug).sorted().toList());
    return item;
  }
}
