package org.lumoauth.platform.settings.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.settings.SettingsSchema.Setting;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.settings.Sections;
import org.lumoauth.platform.settings.StoredSettings;
import org.lumoauth.platform.web.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a tenant set, without its secrets, as a part of the document of a tenant. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=settings"})
public final class SettingsOfTenant implements TenantSection {
  private static final Set<String> MEMBERS = Set.of("section", "values");
  private static final int NAME = 64;

  private final Sections sections;
  private final StoredSettings settings;

  @Activate
  public SettingsOfTenant(@Reference Sections sections, @Reference StoredSettings settings) {
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
    var section = Members.of(item, MEMBERS).required("section", NAME);
    var values = values(item);
    if (sections.declared(section).isEmpty()) {
      throw Problem.invalid("section", "There is no section " + section + " of settings here.");
    }
    secrets(section).stream()
        .filter(values::containsKey)
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.invalid(name, name + " is a secret and no part of a document.");
            });
    settings.check(section, values);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
    check(item);
    settings.change(tenant, Map.of((String) item.get("section"), values(item)), by);
    return Map.of();
  }

  private Set<String> secrets(String section) {
    return sections.settings(section).orElse(List.of()).stream()
        .filter(Setting::secret)
        .map(Setting::name)
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> values(Map<String, Object> item) {
    if (!(item.get("values") instanceof Map<?, ?> sent)) {
      throw Problem.invalid("values", "values is an object.");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    sent.forEach((name, value) -> values.put(String.valueOf(name), value));
    return values;
  }
}
