/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports and imports groups with their roles. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=groups"})
public final class GroupsTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("slug", "name", "description", "roles");
  private static final int NAME = 200;
  private static final int SLUG = 63;
  private static final int DESCRIPTION = 1000;
  private static final int MAX_ROLES = 100;
  private static final int MAX_ID = 255;

  private static final String KEY = "slug";

  private final GroupAdministration groups;
  private final RoleAssignmentAdministration held;
  private final DirectoryServiceLookup neighbours;

  @Activate
  public GroupsTransferSection(
      @Reference GroupAdministration groups,
      @Reference RoleAssignmentAdministration held,
      @Reference DirectoryServiceLookup neighbours) {
    this.groups = groups;
    this.held = held;
    this.neighbours = neighbours;
  }

  @Override
  public int order() {
    return 30;
  }

  @Override
  public String area() {
    return "groups";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    DirectoryTransferSectionSupport.<UserGroup>forEachPage(
        Optional.of(KEY),
        page -> groups.list(tenant, page),
        page -> {
          var roles =
              DirectoryTransferSectionSupport.roles(
                  neighbours, tenant, page.stream().map(UserGroup::subject).toList());
          page.forEach(
              group -> items.accept(item(group, roles.getOrDefault(group.subject(), List.of()))));
        });
  }

  @Override
  public void check(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    members.requireText("name", NAME);
    members.requireText("slug", SLUG);
    members.text("description", DESCRIPTION);
    roles(members);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    roles(JsonObjectMemberReader.of(item, MEMBERS))
        .ifPresent(
            roles ->
                held.requireKnown(
                    tenant, DirectoryTransferSectionSupport.others(roles, "roles", plan)));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    var name = members.requireText("name", NAME);
    var slug = members.requireText("slug", SLUG);
    var description = members.text("description", DESCRIPTION);
    var group =
        exists
            ? groups.change(
                tenant,
                slug,
                OptionalLong.empty(),
                old ->
                    new UserGroup(
                        old.id(),
                        old.slug(),
                        name,
                        description,
                        old.createdAt(),
                        old.updatedAt(),
                        old.version()),
                by)
            : groups.create(tenant, name, Optional.of(slug), description, by);
    roles(members).ifPresent(roles -> held.replace(tenant, PrivilegeHolder.of(group), roles, by));
    return Map.of();
  }

  private static Optional<List<String>> roles(JsonObjectMemberReader members) {
    return members.textList("roles", MAX_ROLES, MAX_ID);
  }

  private static Map<String, Object> item(UserGroup group, List<String> roles) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, group.slug());
    item.put("name", group.name());
    group.description().ifPresent(text -> item.put("description", text));
    item.put("roles", roles);
    return item;
  }
}
