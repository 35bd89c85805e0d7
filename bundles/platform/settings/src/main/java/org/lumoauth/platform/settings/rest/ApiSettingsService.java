/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.settings.TenantSettingsStore;

/** Reads and changes sections by their API names. */
final class ApiSettingsService {
  private static final String NAME = "name";

  private final ApiSettingsSectionMapper sections;
  private final TenantSettingsStore settings;
  private final TenantNameService names;
  private final VirtualAuthenticationSettingsRegistry views;

  ApiSettingsService(
      ApiSettingsSectionMapper sections,
      TenantSettingsStore settings,
      TenantNameService names,
      VirtualAuthenticationSettingsRegistry views) {
    this.sections = sections;
    this.settings = settings;
    this.names = names;
    this.views = views;
  }

  /** Returns all available sections. */
  Map<String, Object> all(TenantContext tenant) {
    Map<String, Object> shown = new LinkedHashMap<>();
    sections.present().forEach(section -> shown.put(section, show(tenant, section)));
    return shown;
  }

  /** Returns one section. */
  Map<String, Object> show(TenantContext tenant, String section) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (section.equals(ApiSettingsSectionMapper.GENERAL)) {
      shown.put(NAME, names.of(tenant).name());
    }
    shown.putAll(sections.body(section).show(part -> settings.read(tenant, part)));
    if (ApiSettingsSectionMapper.isAuthentication(section)) {
      shown.putAll(views.show(tenant));
    }
    return shown;
  }

  /** Returns the permission required to change each member of a section. */
  Map<String, String> permissions(String section) {
    Map<String, String> needed = new TreeMap<>();
    if (section.equals(ApiSettingsSectionMapper.GENERAL)) {
      needed.put(NAME, TenantSettingsSection.SETTINGS_WRITE);
    }
    needed.putAll(sections.permissions(section));
    return needed;
  }

  /** Returns the permissions of all available sections. */
  Map<String, Map<String, String>> permissions() {
    Map<String, Map<String, String>> needed = new LinkedHashMap<>();
    sections.present().forEach(section -> needed.put(section, permissions(section)));
    return needed;
  }

  /**
   * Changes one section.
   *
   * @param whole whether absent members are reset to their defaults
   */
  void change(
      TenantContext tenant,
      String section,
      Map<String, Object> body,
      boolean whole,
      SettingsChangeInitiator editor) {
    if (body == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object.");
    }
    change(tenant, SettingsSectionBodyMerger.of(section, body), whole, editor);
  }

  /**
   * Changes several sections atomically.
   *
   * @throws ApiException 422 {@code validation_error} for an unknown section, 503 {@code
   *     module_unavailable} for a section with an unavailable module
   */
  void change(
      TenantContext tenant, SettingsSectionBodyMerger bodies, SettingsChangeInitiator editor) {
    for (String section : bodies.bySection().keySet()) {
      if (!sections.knows(section)) {
        var shown = SettingsSectionBodyMapper.shortened(section);
        throw ApiException.invalid(shown, "The settings section " + shown + " does not exist.");
      }
    }
    change(tenant, bodies, false, editor);
  }

  private void change(
      TenantContext tenant,
      SettingsSectionBodyMerger bodies,
      boolean whole,
      SettingsChangeInitiator editor) {
    List<AuthenticationSettingsMemberProvider.PreparedSettingsChange> others = new ArrayList<>();
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    Optional<String> name = Optional.empty();
    for (var part : bodies.bySection().entrySet()) {
      var rest = new HashMap<>(part.getValue());
      if (part.getKey().equals(ApiSettingsSectionMapper.GENERAL) && rest.containsKey(NAME)) {
        name = Optional.of(TenantNameService.validate(rest.remove(NAME)));
      }
      if (ApiSettingsSectionMapper.isAuthentication(part.getKey())) {
        others.addAll(views.extractChanges(tenant, rest, editor));
      }
      sections
          .body(part.getKey())
          .changes(rest, whole, section -> settings.read(tenant, section))
          .forEach((at, values) -> changes.merge(at, values, ApiSettingsService::both));
    }
    if (name.isPresent()) {
      names.of(tenant); // fails before any change
    }
    settings.permissions(tenant, changes).forEach(editor.require());
    others.forEach(
        AuthenticationSettingsMemberProvider.PreparedSettingsChange
            ::apply); // steps that may still fail come first
    settings.change(tenant, changes, editor.by(), editor.require());
    name.ifPresent(wanted -> names.rename(tenant, wanted));
  }

  private static Map<String, Object> both(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }
}
