package org.lumoauth.platform.settings.rest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;
import org.lumoauth.api.settings.SettingsSchema.SettingPreset;

/**
 * One member of a section on the wire.
 *
 * @param member its name there
 * @param section the section that a module declares
 * @param setting the setting that it stands for
 * @param template the names that it has for the setting's values, if it is made of such
 */
record SettingMember(
    String member, String section, SettingDefinition setting, Optional<SettingPreset> template) {

  SettingMember(String member, String section, SettingDefinition setting) {
    this(member, section, setting, Optional.empty());
  }

  /** The same setting by another name. */
  SettingMember withName(String other) {
    return new SettingMember(other, section, setting, template);
  }

  /** The setting's value as this member shows it. */
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

  /** Whether both stand for the same setting. */
  boolean isSameSetting(SettingMember other) {
    return section.equals(other.section) && setting.name().equals(other.setting.name());
  }

  /** The same for {@code passwordMinLength}, {@code password_min_length} and {@code PASSWORD}. */
  static String key(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** {@code passwordMinLength} as {@code password_min_length}. */
  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
