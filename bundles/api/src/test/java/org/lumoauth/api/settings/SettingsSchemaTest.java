/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingType;
import org.lumoauth.api.tenant.TenantContext;

class SettingsSchemaTest {
  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example.com");

  private final SettingsSchema schema = new SettingsSchema("garden");
  private final TypedSetting<Integer> rows = schema.number("rows", 4, 1, 9, "The rows.");
  private final TypedSetting<Duration> watering =
      schema.hours("wateringHours", 12, 1, 48, "The interval.");
  private final TypedSetting<Boolean> fence = schema.flag("fence", true, "Whether fenced.");
  private final TypedSetting<String> soil =
      schema.choice("soil", "clay", Set.of("clay", "sand"), "The soil.");
  private final TypedSetting<String> gate = schema.secret("gateCode", 20, "The code.");
  private final TypedSetting<List<String>> plants =
      schema.texts("plants", List.of("rose"), 0, 5, "The plants.");

  @Test
  void listsDefinitionsInDeclarationOrder() {
    assertEquals(
        List.of("rows", "wateringHours", "fence", "soil", "gateCode", "plants"),
        schema.definitions().stream().map(SettingDefinition::name).toList());
    assertEquals(
        new SettingDefinition(
            "wateringHours",
            SettingType.INTEGER,
            12L,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(48L),
            "The interval."),
        watering.definition());
    assertEquals(true, gate.definition().secret());
    assertEquals(Set.of("clay", "sand"), soil.definition().allowed());
  }

  @Test
  void readsTheDefaults() {
    Map<String, Object> none = Map.of();

    assertEquals(4, rows.from(none));
    assertEquals(Duration.ofHours(12), watering.from(none));
    assertEquals(true, fence.from(none));
    assertEquals("clay", soil.from(none));
    assertEquals("", gate.from(none));
    assertEquals(List.of("rose"), plants.from(none));
  }

  @Test
  void readsTenantValues() {
    Map<String, Object> values =
        Map.of("rows", 7, "wateringHours", 24L, "fence", false, "plants", List.of("oak", "elm"));
    SettingsStore store =
        new SettingsStore() {
          @Override
          public Map<String, Object> read(TenantContext tenant, String section) {
            return tenant.equals(ACME) && section.equals("garden") ? values : Map.of();
          }

          @Override
          public Map<String, Object> change(
              TenantContext tenant, String section, Map<String, Object> changes) {
            throw new UnsupportedOperationException();
          }
        };

    assertEquals(7, rows.read(store, ACME));
    assertEquals(Duration.ofHours(24), watering.read(store, ACME));
    assertEquals(false, fence.read(store, ACME));
    assertEquals(List.of("oak", "elm"), plants.read(store, ACME));
  }
}
