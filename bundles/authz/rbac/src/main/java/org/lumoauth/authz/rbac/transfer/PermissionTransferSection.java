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
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.admin.PermissionRequestBody;
import org.lumoauth.authz.rbac.admin.PermissionService;
import org.lumoauth.authz.rbac.admin.PermissionView;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports the tenant's own permissions. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=permissions"})
public final class PermissionTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("slug", "name", "description");
  private static final int TEXT = 2000;

  private final PermissionService permissions;
  private final RbacTransferSectionSupport items;

  @Activate
  public PermissionTransferSection(
      @Reference PermissionService permissions, @Reference AuditLog audit) {
    this.permissions = permissions;
    this.items = new RbacTransferSectionSupport(audit);
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public String area() {
    return "permissions";
  }

  @Override
  public String key() {
    return "slug";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return RbacTransferSectionSupport.<PermissionView>all(
            page -> permissions.list(tenant, page, Optional.empty(), Optional.of(false)))
        .stream()
        .sorted(Comparator.comparing(PermissionView::slug))
        .map(PermissionTransferSection::item)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    form(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var form = form(item);
    var after =
        exists
            ? permissions
                .update(tenant, form.slug(), form, PermissionTransferSection::sameSlug)
                .after()
            : permissions.create(tenant, form);
    items.record(
        tenant,
        exists ? "permission.updated" : "permission.created",
        "permission",
        Long.toString(after.id()),
        after.slug(),
        item(after),
        by);
    return Map.of();
  }

  private static PermissionRequestBody form(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    return new PermissionRequestBody(
        members.requireText("slug", TEXT),
        members.text("name", TEXT).orElse(null),
        members.text("description", TEXT).orElse(null));
  }

  private static Map<String, Object> item(PermissionView permission) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("slug", permission.slug());
    item.put("name", permission.name());
    Optional.ofNullable(permission.description()).ifPresent(text -> item.put("description", text));
    return item;
  }

  private static void sameSlug() {
    throw new IllegalStateException("an import must look up permissions by slug");
  }
}
