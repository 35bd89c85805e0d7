/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class BrandResolverTest {
  private static final TenantContext ACME = TestBuilders.aTenant().build();
  private static final TenantContext OTHER = TestBuilders.aTenant("other").build();

  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final BrandResolver brands = BrandResolver.of(settings);

  private void brand(String setting, Object value) {
    settings.change(ACME, "branding", Map.of(setting, value));
  }

  @Test
  void cachesBrandOfUnchangedSettings() {
    brand("primaryColor", "#00aa00");

    assertSame(brands.of(ACME), brands.of(ACME));
    assertSame(brands.of(ACME), brands.of(ACME, "password"));
    assertSame(brands.withoutCustomStyle(ACME), brands.withoutCustomStyle(ACME));
    assertSame(brands.productBrand(), brands.productBrand());
  }

  @Test
  void reflectsChangedSettings() {
    brand("primaryColor", "#00aa00");
    TenantBrand before = brands.of(ACME);

    brand("primaryColor", "#aa0000");

    assertEquals(RgbColour.of("#00aa00"), before.primary());
    assertEquals(RgbColour.of("#aa0000"), brands.of(ACME).primary());
    assertNotEquals(before.css(), brands.of(ACME).css());
  }

  @Test
  void reflectsChangedDisplayName() {
    settings.change(ACME, "general", Map.of("displayName", "Acme"));
    assertEquals("Acme", brands.of(ACME).name());

    settings.change(ACME, "general", Map.of("displayName", "Acme & Sons"));

    assertEquals("Acme & Sons", brands.of(ACME).name());
    assertEquals("Acme & Sons", brands.withoutCustomStyle(ACME).name());
  }

  @Test
  void separatesBrandsOfTenants() {
    brand("welcomeTitle", "Come in");
    brands.of(ACME);

    assertEquals(Optional.empty(), brands.of(OTHER).welcomeTitle());
    assertNotEquals(
        brands.withoutCustomStyle(ACME).name(), brands.withoutCustomStyle(OTHER).name());
  }

  @Test
  void detectsChangeOfReusedSettingsMap() {
    Map<String, Object> live = new HashMap<>(Map.of("welcomeTitle", "Before"));
    BrandResolver of =
        BrandResolver.of(
            new SettingsStore() {
              @Override
              public Map<String, Object> read(TenantContext tenant, String section) {
                return section.equals("branding") ? live : Map.of();
              }

              @Override
              public Map<String, Object> change(
                  TenantContext tenant, String section, Map<String, Object> changes) {
                throw new UnsupportedOperationException();
              }
            });
    of.of(ACME);

    live.put("welcomeTitle", "After");
    assertEquals(Optional.of("After"), of.of(ACME).welcomeTitle());

    live.put("welcomeTitle", "Before");
    assertEquals(Optional.of("Before"), of.of(ACME).welcomeTitle());
  }

  @Test
  void returnsConfiguredTimeZone() {
    settings.change(ACME, "general", Map.of("timezone", "Europe/Berlin"));

    assertEquals(ZoneId.of("Europe/Berlin"), brands.zone(ACME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Europe/Nowhere", "+02:00", "UTC+2", "../UTC"})
  void returnsUtcForInvalidTimeZone(String zone) {
    settings.change(ACME, "general", Map.of("timezone", zone));

    assertEquals(ZoneId.of("UTC"), brands.zone(ACME));
  }
}
