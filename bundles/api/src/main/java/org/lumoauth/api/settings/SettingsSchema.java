/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingType;

/**
 * The settings of a section, each declared in one expression and read with its type. A module
 * declares the schema and its settings as constants of its {@link TenantSettingsSection}:
 *
 * <pre>{@code
 * static final SettingsSchema SCHEMA = new SettingsSchema("device");
 *
 * static final TypedSetting<Duration> LIFETIME =
 *     SCHEMA.seconds("codeSeconds", 600, 60, 1800, "The lifetime of a user code in seconds.");
 *
 * public List<SettingDefinition> settings() {
 *   return SCHEMA.definitions();
 * }
 *
 * Duration lifetime = LIFETIME.read(settings, tenant);
 * }</pre>
 */
public final class SettingsSchema {
  private final String section;
  private final List<TypedSetting<?>> settings = new CopyOnWriteArrayList<>();

  /**
   * Creates a schema without settings.
   *
   * @param section the name of the section
   */
  public SettingsSchema(String section) {
    this.section = section;
  }

  /** Returns the name of the section. */
  public String section() {
    return section;
  }

  /** Returns the definitions in the order of their declaration. */
  public List<SettingDefinition> definitions() {
    return settings.stream().<SettingDefinition>map(TypedSetting::definition).toList();
  }

  /** Declares a whole number. */
  public TypedSetting<Integer> number(
      String name, int standard, int least, int most, String description) {
    return whole(name, standard, least, most, description, Number::intValue);
  }

  /** Declares a duration as a whole number of seconds. */
  public TypedSetting<Duration> seconds(
      String name, long standard, long least, long most, String description) {
    return whole(
        name, standard, least, most, description, value -> Duration.ofSeconds(value.longValue()));
  }

  /** Declares a duration as a whole number of minutes. */
  public TypedSetting<Duration> minutes(
      String name, long standard, long least, long most, String description) {
    return whole(
        name, standard, least, most, description, value -> Duration.ofMinutes(value.longValue()));
  }

  /** Declares a duration as a whole number of hours. */
  public TypedSetting<Duration> hours(
      String name, long standard, long least, long most, String description) {
    return whole(
        name, standard, least, most, description, value -> Duration.ofHours(value.longValue()));
  }

  /** Declares a duration as a whole number of days. */
  public TypedSetting<Duration> days(
      String name, long standard, long least, long most, String description) {
    return whole(
        name, standard, least, most, description, value -> Duration.ofDays(value.longValue()));
  }

  /** Declares a setting that is true or false. */
  public TypedSetting<Boolean> flag(String name, boolean standard, String description) {
    return declare(
        new SettingDefinition(
            name,
            SettingType.BOOLEAN,
            standard,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            description),
        Boolean.TRUE::equals);
  }

  /** Declares a text of limited length. */
  public TypedSetting<String> text(
      String name, String standard, int least, int most, String description) {
    return declare(
        limited(name, SettingType.STRING, standard, false, least, most, description),
        String.class::cast);
  }

  /** Declares a text that is encrypted at rest and masked when it is read by an administrator. */
  public TypedSetting<String> secret(String name, int most, String description) {
    return declare(
        limited(name, SettingType.STRING, "", true, 0, most, description), String.class::cast);
  }

  /** Declares a text with a list of allowed values. */
  public TypedSetting<String> choice(
      String name, String standard, Set<String> allowed, String description) {
    return declare(
        new SettingDefinition(
            name,
            SettingType.STRING,
            standard,
            false,
            Set.copyOf(allowed),
            Optional.empty(),
            Optional.empty(),
            description),
        String.class::cast);
  }

  /** Declares a list of texts with a limited number of items. */
  public TypedSetting<List<String>> texts(
      String name, List<String> standard, int least, int most, String description) {
    return declare(
        limited(name, SettingType.STRINGS, List.copyOf(standard), false, least, most, description),
        SettingsSchema::strings);
  }

  /**
   * Declares a setting that no other method describes.
   *
   * @param reader converts a valid value
   */
  public <T> TypedSetting<T> declare(SettingDefinition definition, Function<Object, T> reader) {
    var setting = new TypedSetting<>(section, definition, reader);
    settings.add(setting);
    return setting;
  }

  private <T> TypedSetting<T> whole(
      String name,
      long standard,
      long least,
      long most,
      String description,
      Function<Number, T> reader) {
    return declare(
        limited(name, SettingType.INTEGER, standard, false, least, most, description),
        value -> reader.apply((Number) value));
  }

  private static SettingDefinition limited(
      String name,
      SettingType type,
      Object standard,
      boolean secret,
      long least,
      long most,
      String description) {
    return new SettingDefinition(
        name, type, standard, secret, Set.of(), Optional.of(least), Optional.of(most), description);
  }

  private static List<String> strings(Object value) {
    return ((List<?>) value).stream().map(String.class::cast).toList();
  }
}
