/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports group nesting. It is a separate section, because all groups must exist first.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=groupNesting"})
public final class GroupNestingTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("group", "inside");
  private static final int SLUG = 63;
  private static final int MAX_GROUPS = 1000;

  private final GroupAdministration groups;

  @Activate
  public GroupNestingTransferSection(@Reference GroupAdministration groups) {
    this.groups = groups;
  }

  @Override
  public int order() {
    return 35;
  }

  @Override
  public String area() {
    return "groups";
  }

  @Override
  public String key() {
    return "group";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    DirectoryTransferSectionSupport.<UserGroup>all(page -> groups.list(tenant, page)).stream()
        .sorted(Comparator.comparing(UserGroup::slug))
        .forEach(
            group -> {
              var inside = slugs(groups.inside(tenant, group));
              if (!inside.isEmpty()) {
                Map<String, Object> item = new LinkedHashMap<>();
                item.put("group", group.slug());
                item.put("inside", inside);
                items.add(item);
              }
            });
    return items;
  }

  @Override
  public void check(Map<String, Object> item) {
    inside(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var parent = groups.get(tenant, (String) item.get("group"));
    var before = groups.inside(tenant, parent);
    var wanted = new HashSet<>(inside(item));
    before.stream()
        .filter(child -> !wanted.contains(child.slug()))
        .forEach(child -> groups.unnest(tenant, parent, child, by));
    wanted.removeAll(before.stream().map(UserGroup::slug).collect(Collectors.toSet()));
    var added = wanted.stream().sorted().map(slug -> groups.get(tenant, slug)).toList();
    groups.nest(tenant, parent, added, by);
    return Map.of();
  }

  private static List<String> inside(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    members.requireText("group", SLUG);
    return members.textList("inside", MAX_GROUPS, SLUG).orElse(List.of());
  }

  private static List<String> slugs(List<UserGroup> some) {
    return some.stream().map(UserGroup::slug).sorted().toList();
  }
}
