package org.lumoauth.platform.settings.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.settings.StoredSettings;

/** Shows and changes sections as the API names them. */
final class SettingsDesk {
  private static final String NAME = "name";

  private final WireSections sections;
  private final StoredSettings settings;
  private final TenantNames names;

  SettingsDesk(WireSections sections, StoredSettings settings, TenantNames names) {
    this.sections = sections;
    this.settings = settings;
    this.names = names;
  }

  /** Every section that there is. */
  Map<String, Object> all(TenantContext tenant) {
    Map<String, Object> shown = new LinkedHashMap<>();
    sections.present().forEach(section -> shown.put(section, show(tenant, section)));
    return shown;
  }

  /** One section. */
  Map<String, Object> show(TenantContext tenant, String section) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (section.equals(WireSections.GENERAL)) {
      shown.put(NAME, names.of(tenant).name());
    }
    shown.putAll(sections.body(section).show(part -> settings.read(tenant, part)));
    return shown;
  }

  /**
   * Changes one section.
   *
   * @param whole whether what the body does not name goes back to its default
   */
  void change(
      TenantContext tenant, String section, Map<String, Object> body, boolean whole, Initiator by) {
    if (body == null) {
      throw Problem.invalidRequest("A JSON object is needed as the body.");
    }
    change(tenant, Map.of(section, body), whole, by);
  }

  /**
   * Changes several sections, all of it or nothing.
   *
   * @param bodies what each section's body names
   */
  void change(TenantContext tenant, Map<String, Map<String, Object>> bodies, Initiator by) {
    change(tenant, bodies, false, by);
  }

  private void change(
      TenantContext tenant, Map<String, Map<String, Object>> bodies, boolean whole, Initiator by) {
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    Optional<String> name = Optional.empty();
    for (var part : bodies.entrySet()) {
      var rest = new HashMap<>(part.getValue());
      if (part.getKey().equals(WireSections.GENERAL) && rest.containsKey(NAME)) {
        name = Optional.of(TenantNames.checked(rest.remove(NAME)));
      }
      sections
          .body(part.getKey())
          .changes(rest, whole, section -> settings.read(tenant, section))
          .forEach((at, values) -> changes.merge(at, values, SettingsDesk::both));
    }
    settings.change(tenant, changes, by);
    name.ifPresent(wanted -> names.rename(tenant, wanted));
  }

  private static Map<String, Object> both(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }
}
