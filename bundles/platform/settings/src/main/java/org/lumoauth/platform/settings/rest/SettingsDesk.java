package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.settings.StoredSettings;

/** Shows and changes sections as the API names them. */
final class SettingsDesk {
  private static final String NAME = "name";

  private final WireSections sections;
  private final StoredSettings settings;
  private final TenantNames names;
  private final Views views;

  SettingsDesk(WireSections sections, StoredSettings settings, TenantNames names, Views views) {
    this.sections = sections;
    this.settings = settings;
    this.names = names;
    this.views = views;
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
    if (WireSections.isAuthentication(section)) {
      shown.putAll(views.show(tenant));
    }
    return shown;
  }

  /** The permission that each member of one section needs to be changed. */
  Map<String, String> permissions(String section) {
    Map<String, String> needed = new TreeMap<>();
    if (section.equals(WireSections.GENERAL)) {
      needed.put(NAME, SettingsSchema.SETTINGS_WRITE);
    }
    needed.putAll(sections.permissions(section));
    return needed;
  }

  /** The same of every section that there is. */
  Map<String, Map<String, String>> permissions() {
    Map<String, Map<String, String>> needed = new LinkedHashMap<>();
    sections.present().forEach(section -> needed.put(section, permissions(section)));
    return needed;
  }

  /**
   * Changes one section.
   *
   * @param whole whether what the body does not name goes back to its default
   */
  void change(
      TenantContext tenant,
      String section,
      Map<String, Object> body,
      boolean whole,
      Editor editor) {
    if (body == null) {
      throw Problem.invalidRequest("A JSON object is needed as the body.");
    }
    change(tenant, Bodies.of(section, body), whole, editor);
  }

  /**
   * Changes several sections, all of it or nothing.
   *
   * @throws Problem 422 {@code validation_error} for one that there is not, 503 {@code
   *     module_unavailable} for one whose module is away
   */
  void change(TenantContext tenant, Bodies bodies, Editor editor) {
    for (String section : bodies.bySection().keySet()) {
      if (!sections.knows(section)) {
        var shown = SectionBody.shortened(section);
        throw Problem.invalid(shown, "There is no section " + shown + " of settings here.");
      }
    }
    change(tenant, bodies, false, editor);
  }

  private void change(TenantContext tenant, Bodies bodies, boolean whole, Editor editor) {
    List<SettingsView.Change> others = new ArrayList<>();
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    Optional<String> name = Optional.empty();
    for (var part : bodies.bySection().entrySet()) {
      var rest = new HashMap<>(part.getValue());
      if (part.getKey().equals(WireSections.GENERAL) && rest.containsKey(NAME)) {
        name = Optional.of(TenantNames.checked(rest.remove(NAME)));
      }
      if (WireSections.isAuthentication(part.getKey())) {
        others.addAll(views.take(tenant, rest, editor));
      }
      sections
          .body(part.getKey())
          .changes(rest, whole, section -> settings.read(tenant, section))
          .forEach((at, values) -> changes.merge(at, values, SettingsDesk::both));
    }
    if (name.isPresent()) {
      names.of(tenant); // refused while nothing is changed yet
    }
    settings.permissions(tenant, changes).forEach(editor.require());
    others.forEach(SettingsView.Change::apply); // what may still be refused comes first
    settings.change(tenant, changes, editor.by(), editor.require());
    name.ifPresent(wanted -> names.rename(tenant, wanted));
  }

  private static Map<String, Object> both(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }
}
