package org.lumoauth.api.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: a section of tenant settings. Registered with {@code lumoauth.kind=settings} and
 * {@code lumoauth.name} = the section's name.
 */
public interface SettingsSchema {

  /** The settings of the section. */
  List<Setting> settings();

  /**
   * What is wrong with a value of the right type and size, as a sentence for whoever sets it; empty
   * if nothing is.
   *
   * @param setting the setting's name
   */
  default Optional<String> objection(String setting, Object value) {
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
  record Setting(
      String name,
      Type type,
      Object defaultValue,
      boolean secret,
      Set<String> allowed,
      Optional<Long> minimum,
      Optional<Long> maximum,
      String description) {}

  /** JSON types of settings. */
  enum Type {
    STRING,
    INTEGER,
    BOOLEAN,
    STRINGS,
    /** A list of objects of JSON values, whose members the module checks by its objection. */
    OBJECTS
  }
}
