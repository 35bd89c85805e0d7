package org.lumoauth.authz.rbac.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.ImportPlan;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.authz.rbac.admin.RoleBody;
import org.lumoauth.authz.rbac.admin.RoleForm;
import org.lumoauth.authz.rbac.admin.RoleService;
import org.lumoauth.platform.web.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles that the tenant made itself, with their own permissions. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=roles"})
public final class RolesSection implements TenantSection {
  private static final Set<String> MEMBERS = Set.of("slug", "name", "description", "permissions");
  private static final int TEXT = 2000;
  private static final int MAX_PERMISSIONS = 1000;

  private final RoleService roles;
  private final RbacItems items;

  @Activate
  public RolesSection(@Reference RoleService roles, @Reference AuditLog audit) {
    this.roles = roles;
    this.items = new RbacItems(audit);
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
    return RbacItems.<RoleBody>all(page -> roles.list(tenant, page)).stream()
        .filter(role -> !role.isSystem())
        .sorted(Comparator.comparing(RoleBody::slug))
        .map(RolesSection::item)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    form(item);
  }

  @Override
  public void checkNamed(TenantContext tenant, Map<String, Object> item, ImportPlan plan) {
    var permissions = Optional.ofNullable(form(item).permissions()).orElse(List.of());
    roles.requireKnown(
        tenant,
        permissions.stream().filter(slug -> !plan.makes("permissions", slug)).toList(),
        List.of());
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
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

  private static RoleForm form(Map<String, Object> item) {
    var members = Members.of(item, MEMBERS);
    return new RoleForm(
        members.required("name", TEXT),
        members.required("slug", TEXT),
        members.text("description", TEXT).orElse(null),
        members.texts("permissions", MAX_PERMISSIONS, TEXT).orElse(null),
        null);
  }

  private static Map<String, Object> item(RoleBody role) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("slug", role.slug());
    item.put("name", role.name());
    Optional.ofNullable(role.description()).ifPresent(text -> item.put("description", text));
    item.put(
        "permissions",
        role.permissions().stream().map(RoleBody.PermissionOfRole::slug).sorted().toList());
    return item;
  }
}
