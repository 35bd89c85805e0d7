package org.lumoauth.api.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: a section of tenant settings. Registered with {@code lumoauth.kind=settings} and
 * {@code lumoauth.name} = the section's name.
 */
public interface SettingsSchema {

  /** The settings of the section. */
  List<SettingDefinition> settings();

  /**
   * What is wrong with a value of the right type and size, as a sentence for whoever sets it; empty
   * if nothing is.
   *
   * @param setting the setting's name
   */
  default Optional<String> findProblem(String setting, Object value) {
    return Optional.empty();
  }

  /** The permission that changes a setting whose schema names no other. */
  String SETTINGS_WRITE = "settings.write";

  /**
   * The permission that a caller needs to change a setting, in addition to {@value
   * #SETTINGS_WRITE}. A setting that decides who may do what, or which outside party is trusted,
   * needs the permission of that area. Its changes are recorded as a security event.
   *
   * @param setting the setting's name
   * @return the slug of one of the server's own permissions
   */
  default String requiredPermission(String setting) {
    return SETTINGS_WRITE;
  }

  /**
   * Addresses among the settings, each with the secret that is used there. A changed address
   * removes the secret unless the same request sets it.
   *
   * @return names of secrets by names of addresses
   */
  default Map<String, String> secretByUrlSetting() {
    return Map.of();
  }

  /** Names that values of the section's settings have. */
  default List<SettingPreset> presets() {
    return List.of();
  }

  /**
   * Names for some values of a setting. They are a member of their own beside the setting: another
   * way to set the same, with nothing kept that could contradict it.
   *
   * @param name the member, in camel case; no setting of the section has it
   * @param setting the name of the setting that it stands for
   * @param values what each name stands for: values that the setting takes
   * @param otherwise the name that is shown of every other value; set, it changes nothing
   */
  record SettingPreset(String name, String setting, Map<String, Object> values, String otherwise) {}

  /**
   * The section of the API that shows these settings among its own, each with the name of this
   * section in front, as {@code branding} shows {@code magic_link_expiry}; empty for {@code
   * authentication}. They are there while the modules of both sections are.
   */
  default Optional<String> parentSection() {
    return Optional.empty();
  }

  /**
   * One setting.
   *
   * @param name in camel case
   * @param type its JSON type
   * @param defaultValue in force where the tenant set none
   * @param secret whether it is encrypted at rest and masked when read
   * @param allowed the values there are, where they can be listed
   * @param minimum the least number, the least length of text, or the fewest items
   * @param maximum the greatest number, the greatest length of text, or the most items
   * @param description for the operator
   */
  record SettingDefinition(
      String name,
      SettingType type,
      Object defaultValue,
      boolean secret,
      Set<String> allowed,
      Optional<Long> minimum,
      Optional<Long> maximum,
      String description) {}

  /** JSON types of settings. */
  enum SettingType {
    STRING,
    INTEGER,
    BOOLEAN,
    STRINGS,
    /** A list of objects of JSON values, whose members the module checks by its objection. */
    OBJECTS
  }
}
