/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;

/** The contract of every {@link TenantSettingsSection}. */
public abstract class TenantSettingsSectionContract {

  /** Returns the provider under test. */
  protected abstract TenantSettingsSection schema();

  @Test
  void declaresSettings() {
    assertFalse(schema().settings().isEmpty());
  }

  @Test
  void declaresTheSameSettingsEachTime() {
    assertEquals(schema().settings(), schema().settings());
  }

  @Test
  void declaresUniqueCamelCaseNames() {
    var settings = schema().settings();

    settings.forEach(
        setting -> assertTrue(setting.name().matches("[a-z][A-Za-z0-9]*"), setting.name()));
    var names = settings.stream().map(SettingDefinition::name).collect(Collectors.toSet());
    assertEquals(names.size(), settings.size());
  }

  @Test
  void presetsUseValidValuesOfTheirSettings() {
    var settings =
        schema().settings().stream()
            .collect(Collectors.toMap(SettingDefinition::name, Function.identity()));
    for (var template : schema().presets()) {
      var setting = settings.get(template.setting());
      assertFalse(settings.containsKey(template.name()), template.name());
      assertFalse(template.values().containsKey(template.otherwise()), template.name());
      for (Object value : template.values().values()) {
        assertEquals(setting.defaultValue().getClass(), value.getClass(), template.name());
        setting.minimum().ifPresent(least -> assertTrue(size(value) >= least, template.name()));
        setting.maximum().ifPresent(most -> assertTrue(size(value) <= most, template.name()));
      }
    }
  }

  @Test
  void describesEverySetting() {
    schema()
        .settings()
        .forEach(setting -> assertFalse(setting.description().isBlank(), setting.name()));
  }

  @Test
  void defaultsHaveTheDeclaredType() {
    schema().settings().forEach(setting -> assertTrue(hasType(setting), setting.name()));
  }

  @Test
  void defaultsAreAllowedValues() {
    schema().settings().forEach(setting -> assertTrue(isAllowed(setting), setting.name()));
  }

  @Test
  void defaultsAreWithinBounds() {
    for (SettingDefinition setting : schema().settings()) {
      long size = size(setting.defaultValue());
      setting.minimum().ifPresent(least -> assertTrue(size >= least, setting.name()));
      setting.maximum().ifPresent(most -> assertTrue(size <= most, setting.name()));
    }
  }

  @Test
  void declaresTheSameParentSectionEachTime() {
    assertEquals(schema().parentSection(), schema().parentSection());
    schema()
        .parentSection()
        .ifPresent(section -> assertTrue(section.matches("[a-z][a-z-]*"), section));
  }

  @Test
  void requiresASystemPermissionForEachSetting() {
    for (SettingDefinition setting : schema().settings()) {
      String permission = schema().requiredPermission(setting.name());
      assertEquals(Set.of(permission), SystemPermissions.permissionsOf(permission), setting.name());
    }
  }

  @Test
  void mapsUrlSettingsToItsOwnSecrets() {
    var settings =
        schema().settings().stream()
            .collect(Collectors.toMap(SettingDefinition::name, Function.identity()));
    schema()
        .secretByUrlSetting()
        .forEach(
            (address, secret) -> {
              assertTrue(settings.containsKey(address), address);
              assertTrue(settings.get(secret).secret(), secret);
            });
  }

  @Test
  void secretsHaveNoDefault() {
    schema().settings().stream()
        .filter(SettingDefinition::secret)
        .forEach(setting -> assertEquals("", setting.defaultValue(), setting.name()));
  }

  private static boolean hasType(SettingDefinition setting) {
    var value = setting.defaultValue();
    return switch (setting.type()) {
      case STRING -> value instanceof String;
      case INTEGER -> value instanceof Long || value instanceof Integer;
      case BOOLEAN -> value instanceof Boolean;
      case STRINGS ->
          value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance);
      case OBJECTS ->
          value instanceof Collection<?> items && items.stream().allMatch(Map.class::isInstance);
    };
  }

  private static boolean isAllowed(SettingDefinition setting) {
    if (setting.allowed().isEmpty()) {
      return true;
    }
    return setting.defaultValue() instanceof Collection<?> items
        ? setting.allowed().containsAll(items)
        : setting.allowed().contains(setting.defaultValue().toString());
  }

  private static long size(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof Collection<?> items ? items.size() : value.toString().length();
  }
}
