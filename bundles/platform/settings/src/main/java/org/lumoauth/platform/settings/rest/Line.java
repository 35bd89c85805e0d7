package org.lumoauth.platform.settings.rest;

import java.util.Locale;
import org.lumoauth.api.settings.SettingsSchema.Setting;

/**
 * One member of a section on the wire.
 *
 * @param member its name there
 * @param section the section that a module declares
 * @param setting the setting that it stands for
 */
record Line(String member, String section, Setting setting) {

  /** The same setting by another name. */
  Line as(String other) {
    return new Line(other, section, setting);
  }

  /** Whether both stand for the same setting. */
  boolean means(Line other) {
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
