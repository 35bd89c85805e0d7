package org.lumoauth.authn.pages.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.Brand;
import org.lumoauth.authn.pages.brand.Brands;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AssetsTest {
  private static final TenantContext ACME = Builders.aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final Brands brands = Brands.of(settings);
  private final Assets assets = new Assets();

  private Brand with(String setting, Object value) {
    settings.change(ACME, "branding", Map.of(setting, value));
    return brands.of(ACME);
  }

  @Test
  void namesStylesheetsByTheirContent() {
    Brand brand = with("customCss", "p{color:red}");

    assertEquals(assets.style(brand).hashedName(), assets.sheets(brand).style());
    assertEquals(assets.own(brand).map(Assets.Asset::hashedName), assets.sheets(brand).own());
    assertEquals(Optional.empty(), assets.sheets(brands.plain(ACME)).own());
  }

  @Test
  void namesThemOnceForABrand() {
    with("primaryColor", "#00aa00");

    assertSame(assets.sheets(brands.of(ACME)), assets.sheets(brands.of(ACME)));
  }

  @Test
  void namesThemAnewWhereTheBrandIsAnother() {
    Assets.Sheets before = assets.sheets(with("primaryColor", "#00aa00"));
    Assets.Sheets after = assets.sheets(with("primaryColor", "#aa0000"));

    assertNotEquals(before.style(), after.style());
  }

  @Test
  void findsTheStylesheetThatIsNamedAmongSeveralBrands() {
    Brand brand = with("primaryColor", "#00aa00");
    Brand plain = brands.plain(ACME);

    for (Brand each : List.of(brand, plain)) {
      assertEquals(
          Optional.of(assets.style(each)),
          assets.find(assets.sheets(each).style(), List.of(brand, plain)));
    }
  }
}
