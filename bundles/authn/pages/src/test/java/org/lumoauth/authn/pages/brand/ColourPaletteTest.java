/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class ColourPaletteTest {

  private static TenantBrand branded(RgbColour primary, RgbColour background) {
    var tenant = TestBuilders.aTenant().build();
    var settings = new FakeSettingsStore();
    settings.change(
        tenant,
        "branding",
        Map.of("primaryColor", primary.hex(), "backgroundColor", background.hex()));
    return BrandResolver.of(settings).of(tenant);
  }

  private static List<RgbColour> colours() {
    List<RgbColour> colours = new ArrayList<>(List.of(RgbColour.BLACK, RgbColour.WHITE));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      colours.add(new RgbColour(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
    }
    return colours;
  }

  private static double contrast(ColourPalette palette, String text, String background) {
    return RgbColour.of(palette.colours().get(text))
        .contrast(RgbColour.of(palette.colours().get(background)));
  }

  @Test
  void keepsTextReadableWithAnyTenantColours() {
    for (RgbColour colour : colours()) {
      TenantBrand brand = branded(colour, colour);
      for (ColourPalette palette : List.of(ColourPalette.light(brand), ColourPalette.dark(brand))) {
        assertTrue(contrast(palette, "on-brand", "brand") >= 4.5, colour::hex);
        assertTrue(contrast(palette, "brand-ink", "surface") >= 4.5, colour::hex);
        assertTrue(contrast(palette, "brand-ink", "brand-tint") >= 4.5, colour::hex);
        assertTrue(contrast(palette, "brand-edge", "surface") >= 3, colour::hex);
        assertTrue(contrast(palette, "ground-ink", "ground") >= 4.5, colour::hex);
        assertTrue(contrast(palette, "ground-muted", "ground") >= 4.5, colour::hex);
      }
    }
  }

  @Test
  void keepsDefaultColoursReadable() {
    TenantBrand brand = branded(RgbColour.of("#3a4fd0"), RgbColour.of("#f4f5f8"));
    for (ColourPalette palette : List.of(ColourPalette.light(brand), ColourPalette.dark(brand))) {
      for (String background : List.of("surface", "quiet")) {
        assertTrue(contrast(palette, "ink", background) >= 4.5, background);
        assertTrue(contrast(palette, "muted", background) >= 4.5, background);
      }
      for (String kind : List.of("danger", "warn", "ok")) {
        assertTrue(contrast(palette, kind, kind + "-tint") >= 4.5, kind);
        assertTrue(contrast(palette, kind, "surface") >= 4.5, kind);
      }
      assertTrue(contrast(palette, "edge", "surface") >= 3, "edges of fields");
    }
  }

  @Test
  void keepsReadableColourUnchanged() {
    assertEquals(
        "#3a4fd0",
        ColourPalette.light(branded(RgbColour.of("#3a4fd0"), RgbColour.WHITE))
            .colours()
            .get("brand-ink"));
  }

  @Test
  void rejectsInvalidColoursAndUnsafeUrls() {
    var settings = new BrandingSettings();
    assertTrue(settings.findProblem("primaryColor", "red;}body{display:none").isPresent());
    assertTrue(settings.findProblem("logoUrl", "javascript:alert(1)").isPresent());
    assertTrue(settings.findProblem("logoUrl", "http://cdn.example/logo.png").isPresent());
    assertTrue(settings.findProblem("logoUrl", "https://u:p@cdn.example/logo.png").isPresent());
    assertEquals(Optional.empty(), settings.findProblem("logoUrl", "https://cdn.example/logo.png"));
    assertEquals(Optional.empty(), settings.findProblem("primaryColor", "#abc"));
  }

  @Test
  void excludesMalformedStoredColourFromStylesheet() {
    var tenant = TestBuilders.aTenant().build();
    var settings = new FakeSettingsStore();
    settings.change(tenant, "branding", Map.of("primaryColor", "}body{display:none"));
    String css = BrandResolver.of(settings).of(tenant).css();
    assertTrue(!css.contains("display:none") && css.contains("--brand:#3a4fd0;"), css);
  }
}
