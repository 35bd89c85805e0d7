/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingPreset;

/**
 * A member of an API section.
 *
 * @param member its name
 * @param section the section declared by a module
 * @param setting the setting it represents
 * @param template the named presets of the setting's values, if it has any
 */
record ApiSettingMember(
    String member, String section, SettingDefinition setting, Optional<SettingPreset> template) {

  ApiSettingMember(String member, String section, SettingDefinition setting) {
    this(member, section, setting, Optional.empty());
  }

  /** Returns the same setting with another name. */
  ApiSettingMember withName(String other) {
    return new ApiSettingMember(other, section, setting, template);
  }

  /** Returns the display form of the setting's value. */
  Object shown(Object value) {
    return template.map(names -> nameOf(names, value)).orElse(value);
  }

  private static Object nameOf(SettingPreset names, Object value) {
    return names.values().entrySet().stream()
        .filter(named -> named.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(names.otherwise());
  }

  /** Returns whether both represent the same setting. */
  boolean isSameSetting(ApiSettingMember other) {
    return section.equals(other.section) && setting.name().equals(other.setting.name());
  }

  /**
   * Returns a key that ignores case and separators: equal for {@code passwordMinLength} and {@code
   * password_min_length}.
   */
  static String key(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Converts {@code passwordMinLength} to {@code password_min_length}. */
  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
