/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class PageAssetProviderTest {
  private static final TenantContext ACME = TestBuilders.aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final BrandResolver brands = BrandResolver.of(settings);
  private final PageAssetProvider assets = new PageAssetProvider();

  private TenantBrand with(String setting, Object value) {
    settings.change(ACME, "branding", Map.of(setting, value));
    return brands.of(ACME);
  }

  @Test
  void namesStylesheetsByContentHash() {
    TenantBrand brand = with("customCss", "p{color:red}");

    assertEquals(assets.style(brand).hashedName(), assets.stylesheets(brand).style());
    assertEquals(
        assets.customStyle(brand).map(PageAssetProvider.PageAsset::hashedName),
        assets.stylesheets(brand).own());
    assertEquals(Optional.empty(), assets.stylesheets(brands.withoutCustomStyle(ACME)).own());
  }

  @Test
  void cachesStylesheetNamesPerBrand() {
    with("primaryColor", "#00aa00");

    assertSame(assets.stylesheets(brands.of(ACME)), assets.stylesheets(brands.of(ACME)));
  }

  @Test
  void changesStylesheetNameWithBrand() {
    PageAssetProvider.BrandStylesheets before = assets.stylesheets(with("primaryColor", "#00aa00"));
    PageAssetProvider.BrandStylesheets after = assets.stylesheets(with("primaryColor", "#aa0000"));

    assertNotEquals(before.style(), after.style());
  }

  @Test
  void findsNamedStylesheetAmongBrands() {
    TenantBrand brand = with("primaryColor", "#00aa00");
    TenantBrand plain = brands.withoutCustomStyle(ACME);

    for (TenantBrand each : List.of(brand, plain)) {
      assertEquals(
          Optional.of(assets.style(each)),
          assets.find(assets.stylesheets(each).style(), List.of(brand, plain)));
    }
  }
}
