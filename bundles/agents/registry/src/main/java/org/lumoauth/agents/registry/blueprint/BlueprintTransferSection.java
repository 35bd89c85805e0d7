/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports and imports blueprints as part of a tenant's document. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=agentBlueprints"})
public final class BlueprintTransferSection implements TenantTransferSection {

  private static final String KEY = "name";
  private static final Set<String> MEMBERS =
      Set.of(KEY, "description", "capabilities", "allowedIps", "isActive");

  private final BlueprintStore store;
  private final BlueprintService blueprints;

  @Activate
  public BlueprintTransferSection(
      @Reference BlueprintStore store, @Reference BlueprintService blueprints) {
    this.store = store;
    this.blueprints = blueprints;
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String area() {
    return "agents";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return all(tenant).stream().map(BlueprintTransferSection::item).toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    try {
      form(item).create("abp_");
    } catch (ApiException refusal) { // the blueprint API may use any status for it
      throw new ApiException(422, "validation_error", refusal.getMessage(), refusal.details());
    }
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var form = form(item);
    if (exists) {
      blueprints.change(tenant, id(tenant, form.name()), form, ChangeAttribution.of(by));
    } else {
      blueprints.create(tenant, form, ChangeAttribution.of(by));
    }
    return Map.of();
  }

  private String id(TenantContext tenant, String name) {
    return all(tenant).stream()
        .filter(blueprint -> blueprint.name().equals(name))
        .map(AgentBlueprint::id)
        .findFirst()
        .orElseThrow(BlueprintStore::unknown);
  }

  private List<AgentBlueprint> all(TenantContext tenant) {
    var all = new ArrayList<AgentBlueprint>();
    for (int number = 1; ; number++) {
      var page =
          store.list(
              tenant,
              new PageRequest(
                  number, PageRequest.MAX_LIMIT, Optional.empty(), Optional.empty(), false));
      all.addAll(page.items());
      if (page.items().isEmpty() || all.size() >= page.total()) {
        return all;
      }
    }
  }

  private static Map<String, Object> item(AgentBlueprint blueprint) {
    var item = new LinkedHashMap<String, Object>();
    item.put(KEY, blueprint.name());
    item.put("description", blueprint.description().orElse(""));
    item.put("capabilities", List.copyOf(new TreeSet<>(blueprint.capabilities())));
    item.put("allowedIps", blueprint.allowedIps());
    item.put("isActive", blueprint.enabled());
    return item;
  }

  private static BlueprintRequestBody form(Map<String, Object> item) {
    item.keySet().stream()
        .filter(member -> !MEMBERS.contains(member))
        .findFirst()
        .ifPresent(
            member -> {
              throw ApiException.invalid(
                  member,
                  "Unknown member " + member + " of a blueprint. Remove it or correct its name.");
            });
    return new BlueprintRequestBody(
        value(item, KEY, String.class),
        value(item, "description", String.class),
        texts(item, "capabilities"),
        texts(item, "allowedIps"),
        value(item, "isActive", Boolean.class));
  }

  private static <T> T value(Map<String, Object> item, String member, Class<T> type) {
    var value = item.get(member);
    if (value != null && !type.isInstance(value)) {
      throw ApiException.invalid(
          member,
          member + (type == String.class ? " must be a string." : " must be true or false."));
    }
    return type.cast(value);
  }

  private static List<String> texts(Map<String, Object> item, String member) {
    var value = item.get(member);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw ApiException.invalid(member, member + " must be a list of strings.");
    }
    return list.stream().map(String.class::cast).toList();
  }
}
