/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.settings.SettingsSectionRegistry;
import org.lumoauth.platform.settings.TenantSettingsStore;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports and imports a tenant's settings without secrets. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=settings"})
public final class SettingsTenantTransferSection implements TenantTransferSection {
  private static final Set<String> MEMBERS = Set.of("section", "values");
  private static final int NAME = 64;

  private final SettingsSectionRegistry sections;
  private final TenantSettingsStore settings;

  @Activate
  public SettingsTenantTransferSection(
      @Reference SettingsSectionRegistry sections, @Reference TenantSettingsStore settings) {
    this.sections = sections;
    this.settings = settings;
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String area() {
    return "settings";
  }

  @Override
  public String key() {
    return "section";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    for (String section : sections.names()) {
      var values = new LinkedHashMap<>(settings.readOwn(tenant, section));
      values.keySet().removeAll(secrets(section));
      if (!values.isEmpty()) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("section", section);
        item.put("values", values);
        items.add(item);
      }
    }
    return items;
  }

  @Override
  public void check(Map<String, Object> item) {
    var section = JsonObjectMemberReader.of(item, MEMBERS).requireText("section", NAME);
    var values = values(item);
    if (sections.declared(section).isEmpty()) {
      throw ApiException.invalid("section", "The settings section " + section + " does not exist.");
    }
    secrets(section).stream()
        .filter(values::containsKey)
        .findFirst()
        .ifPresent(
            name -> {
              throw ApiException.invalid(
                  name, name + " is a secret and must not be part of a document.");
            });
    settings.check(section, values);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    check(item);
    settings.change(tenant, Map.of((String) item.get("section"), values(item)), by);
    return Map.of();
  }

  private Set<String> secrets(String section) {
    return sections.settings(section).orElse(List.of()).stream()
        .filter(SettingDefinition::secret)
        .map(SettingDefinition::name)
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> values(Map<String, Object> item) {
    if (!(item.get("values") instanceof Map<?, ?> sent)) {
      throw ApiException.invalid("values", "`values` must be an object.");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    sent.forEach((name, value) -> values.put(String.valueOf(name), value));
    return values;
  }
}
