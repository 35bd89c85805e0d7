/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authz.RoleRef;
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

/**
 * Exports the parents of roles, in a separate section, because all roles must be imported first.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=roleParents"})
public final class RoleParentTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("role", "parents");
  private static final String ROLES = "roles";
  private static final int TEXT = 200;
  private static final int MAX_PARENTS = 100;

  private final RoleService roles;
  private final RbacTransferSectionSupport items;

  @Activate
  public RoleParentTransferSection(@Reference RoleService roles, @Reference AuditLog audit) {
    this.roles = roles;
    this.items = new RbacTransferSectionSupport(audit);
  }

  @Override
  public int order() {
    return 25;
  }

  @Override
  public String area() {
    return "roles";
  }

  @Override
  public String key() {
    return "role";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return RbacTransferSectionSupport.<RoleView>all(page -> roles.list(tenant, page)).stream()
        .filter(role -> !role.isSystem() && !role.parents().isEmpty())
        .sorted(Comparator.comparing(RoleView::slug))
        .map(RoleParentTransferSection::item)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    parents(item);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    String role = (String) item.get("role");
    if (!plan.creates(ROLES, role)) {
      roles.get(tenant, role);
    }
    roles.requireKnown(
        tenant,
        List.of(),
        parents(item).stream().filter(parent -> !plan.creates(ROLES, parent)).toList());
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var form = new RoleRequestBody(null, null, null, null, parents(item));
    var after = roles.update(tenant, (String) item.get("role"), form).after();
    items.record(tenant, "role.updated", "role", after.id(), after.slug(), item(after), by);
    return Map.of();
  }

  private static List<String> parents(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    members.requireText("role", TEXT);
    return members.textList("parents", MAX_PARENTS, TEXT).orElse(List.of());
  }

  private static Map<String, Object> item(RoleView role) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("role", role.slug());
    item.put("parents", role.parents().stream().map(RoleRef::slug).sorted().toList());
    return item;
  }
}
