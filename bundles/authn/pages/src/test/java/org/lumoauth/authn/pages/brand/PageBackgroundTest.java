/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** What lies behind pages, and which pages wear it. */
class PageBackgroundTest {
  private static final TenantContext ACME = TestBuilders.aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();

  private BrandResolver with(Map<String, Object> branding) {
    settings.change(ACME, "branding", branding);
    return BrandResolver.of(settings);
  }

  @Test
  void usesPlainColourByDefault() {
    assertEquals("none", light(with(Map.of())).get("backdrop"));
  }

  @Test
  void usesGradientOnlyInLightMode() {
    BrandResolver brands =
        with(
            Map.of(
                "backgroundType", "gradient",
                "backgroundGradient", "linear-gradient(90deg, #ffffff, #ffe600)"));

    assertTrue(light(brands).get("backdrop").startsWith("linear-gradient(90deg,"));
    assertEquals("none", ColourPalette.dark(brands.of(ACME)).colours().get("backdrop"));
  }

  @Test
  void rendersPatternBackground() {
    String backdrop = light(with(Map.of("backgroundType", "pattern"))).get("backdrop");

    assertTrue(backdrop.startsWith("repeating-linear-gradient("), backdrop);
  }

  @Test
  void overlaysImageAndAllowsItsOrigin() {
    BrandResolver brands =
        with(
            Map.of(
                "backgroundType", "image",
                "backgroundImageUrl", "https://cdn.example/sea.jpg",
                "backgroundColor", "#102030",
                "backgroundOverlayOpacity", 25));

    assertEquals(
        "linear-gradient(rgb(16 32 48 / 25%),rgb(16 32 48 / 25%)),"
            + "url(\"https://cdn.example/sea.jpg\")",
        light(brands).get("backdrop"));
    assertTrue(brands.of(ACME).pictureOrigins().contains("https://cdn.example"));
  }

  @Test
  void preventsCssInjectionByImageUrl() {
    BrandResolver brands =
        with(
            Map.of(
                "backgroundType", "image",
                "backgroundImageUrl", "https://cdn.example/\");}body{display:none"));

    assertFalse(brands.of(ACME).css().contains("display:none"));
  }

  @Test
  void leavesRegistrationAndConsentUnbrandedIfConfigured() {
    BrandResolver brands =
        with(
            Map.of(
                "primaryColor", "#00aa00", "applyToRegistration", false, "applyToConsent", false));

    assertEquals(brands.withoutCustomStyle(ACME), brands.of(ACME, "consent"));
    assertEquals(brands.withoutCustomStyle(ACME), brands.of(ACME, "register"));
    assertEquals(brands.of(ACME), brands.of(ACME, "password"));
  }

  private static Map<String, String> light(BrandResolver brands) {
    return ColourPalette.light(brands.of(ACME)).colours();
  }
}
