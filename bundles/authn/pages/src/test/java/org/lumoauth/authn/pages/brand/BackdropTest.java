package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** What lies behind pages, and which pages wear it. */
class BackdropTest {
  private static final TenantContext ACME = Builders.aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();

  private Brands with(Map<String, Object> branding) {
    settings.change(ACME, "branding", branding);
    return Brands.of(settings);
  }

  @Test
  void isTheColourAloneWhereNothingElseIsChosen() {
    assertEquals("none", light(with(Map.of())).get("backdrop"));
  }

  @Test
  void isAGradientInTheLightAndNoneThatWouldBlindInTheDark() {
    Brands brands =
        with(
            Map.of(
                "backgroundType", "gradient",
                "backgroundGradient", "linear-gradient(90deg, #ffffff, #ffe600)"));

    assertTrue(light(brands).get("backdrop").startsWith("linear-gradient(90deg,"));
    assertEquals("none", Palette.dark(brands.of(ACME)).colours().get("backdrop"));
  }

  @Test
  void isLinesOnTheColour() {
    String backdrop = light(with(Map.of("backgroundType", "pattern"))).get("backdrop");

    assertTrue(backdrop.startsWith("repeating-linear-gradient("), backdrop);
  }

  @Test
  void isAPictureUnderTheColourWhoseOriginThePolicyNames() {
    Brands brands =
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
  void letsNoAddressOutOfItsPlaceInTheStylesheet() {
    Brands brands =
        with(
            Map.of(
                "backgroundType", "image",
                "backgroundImageUrl", "https://cdn.example/\");}body{display:none"));

    assertFalse(brands.of(ACME).css().contains("display:none"));
  }

  @Test
  void leavesRegistrationAndConsentPlainWhereTheTenantWantsThat() {
    Brands brands =
        with(
            Map.of(
                "primaryColor", "#00aa00", "applyToRegistration", false, "applyToConsent", false));

    assertEquals(brands.plain(ACME), brands.of(ACME, "consent"));
    assertEquals(brands.plain(ACME), brands.of(ACME, "register"));
    assertEquals(brands.of(ACME), brands.of(ACME, "password"));
  }

  private static Map<String, String> light(Brands brands) {
    return Palette.light(brands.of(ACME)).colours();
  }
}
