package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class PaletteTest {

  private static Brand branded(Colour primary, Colour background) {
    var tenant = Builders.aTenant().build();
    var settings = new FakeSettingsStore();
    settings.change(
        tenant,
        "branding",
        Map.of("primaryColor", primary.hex(), "backgroundColor", background.hex()));
    return Brands.of(settings).of(tenant);
  }

  private static List<Colour> colours() {
    List<Colour> colours = new ArrayList<>(List.of(Colour.BLACK, Colour.WHITE));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      colours.add(new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
    }
    return colours;
  }

  private static double contrast(Palette palette, String text, String background) {
    return Colour.of(palette.colours().get(text))
        .contrast(Colour.of(palette.colours().get(background)));
  }

  @Test
  void whateverTheTenantsColoursTextCanBeRead() {
    for (Colour colour : colours()) {
      Brand brand = branded(colour, colour);
      for (Palette palette : List.of(Palette.light(brand), Palette.dark(brand))) {
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
  void ourOwnColoursCanBeRead() {
    Brand brand = branded(Colour.of("#3a4fd0"), Colour.of("#f4f5f8"));
    for (Palette palette : List.of(Palette.light(brand), Palette.dark(brand))) {
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
  void aColourThatCanBeReadStaysAsItIs() {
    assertEquals(
        "#3a4fd0",
        Palette.light(branded(Colour.of("#3a4fd0"), Colour.WHITE)).colours().get("brand-ink"));
  }

  @Test
  void refusesWhatIsNoColourAndNoSafeAddress() {
    var settings = new BrandingSettings();
    assertTrue(settings.objection("primaryColor", "red;}body{display:none").isPresent());
    assertTrue(settings.objection("logoUrl", "javascript:alert(1)").isPresent());
    assertTrue(settings.objection("logoUrl", "http://cdn.example/logo.png").isPresent());
    assertTrue(settings.objection("logoUrl", "https://u:p@cdn.example/logo.png").isPresent());
    assertEquals(Optional.empty(), settings.objection("logoUrl", "https://cdn.example/logo.png"));
    assertEquals(Optional.empty(), settings.objection("primaryColor", "#abc"));
  }

  @Test
  void aMalformedColourInTheStoreDoesNotReachTheStylesheet() {
    var tenant = Builders.aTenant().build();
    var settings = new FakeSettingsStore();
    settings.change(tenant, "branding", Map.of("primaryColor", "}body{display:none"));
    String css = Brands.of(settings).of(tenant).css();
    assertTrue(!css.contains("display:none") && css.contains("--brand:#3a4fd0;"), css);
  }
}
