/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: a section of tenant settings. Registered with {@code lumoauth.kind=settings} and
 * {@code lumoauth.name} = the section's name.
 */
public interface TenantSettingsSection {

  /** Returns the settings of the section. */
  List<SettingDefinition> settings();

  /**
   * Validates a value of the right type and size and returns a sentence for the administrator about
   * the problem; empty if it is valid.
   *
   * @param setting the name of the setting
   */
  default Optional<String> findProblem(String setting, Object value) {
    return Optional.empty();
  }

  /** The permission to change a setting for which the schema requires no other. */
  String SETTINGS_WRITE = "settings.write";

  /**
   * Returns the permission that a caller needs to change a setting, in addition to {@value
   * #SETTINGS_WRITE}. A setting that determines permissions or trusted external parties requires
   * the permission of that area. Its changes are recorded as a security event.
   *
   * @param setting the name of the setting
   * @return the slug of one of the server's own permissions
   */
  default String requiredPermission(String setting) {
    return SETTINGS_WRITE;
  }

  /**
   * Returns the URLs among the settings, each with the secret that is sent to it. Changing the URL
   * removes the secret unless the same request sets it.
   *
   * @return names of secrets by names of URLs
   */
  default Map<String, String> secretByUrlSetting() {
    return Map.of();
  }

  /** Returns the names for values of the section's settings. */
  default List<SettingPreset> presets() {
    return List.of();
  }

  /**
   * Names for some values of a setting. They form an additional member: an alternative way to set
   * the same value. Only the setting itself is stored, so the two cannot contradict each other.
   *
   * @param name the member in camel case; no setting of the section has this name
   * @param setting the name of the setting
   * @param values the value for each name: values that the setting accepts
   * @param otherwise the name for all other values; setting it changes nothing
   */
  record SettingPreset(String name, String setting, Map<String, Object> values, String otherwise) {}

  /**
   * Returns the API section in which these settings also appear, prefixed with this section's name
   * ({@code magic_link_expiry} in {@code branding}). If empty, they appear in {@code
   * authentication}. They are available only while the modules of both sections are installed.
   */
  default Optional<String> parentSection() {
    return Optional.empty();
  }

  /**
   * The definition of a setting.
   *
   * @param name the name in camel case
   * @param type its JSON type
   * @param defaultValue the default, if the tenant set no value
   * @param secret whether it is encrypted at rest and masked when read
   * @param allowed the allowed values, if they can be listed
   * @param minimum the minimum of a number, a text length or a number of items
   * @param maximum the maximum of a number, a text length or a number of items
   * @param description the description for the operator
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

  /** The JSON types of settings. */
  enum SettingType {
    STRING,
    INTEGER,
    BOOLEAN,
    STRINGS,
    /** A list of JSON objects; the module validates their members in {@code findProblem}. */
    OBJECTS
  }
}
