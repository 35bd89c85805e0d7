/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class PageAssetEndpointsTest {

  private static FakeHttpExchange choose(String language, String back) throws IOException {
    var exchange =
        FakeHttpExchange.get(TestBuilders.aTenant().build(), "/language")
            .withParameter("to", language)
            .withParameter("return", back);
    new LanguageSelectionEndpoint(new FakeHtmlPageRenderer(), InstantSource.system())
        .handle(exchange);
    return exchange;
  }

  @Test
  void storesLanguageChoiceAndRedirectsBack() throws IOException {
    var answer = choose("en", "/t/acme/login?flow=1");
    assertEquals("/t/acme/login?flow=1", answer.location());
    String cookie = answer.responseHeader("Set-Cookie");
    assertTrue(cookie.startsWith("lumoauth_language=en."), cookie);
    assertTrue(
        cookie.endsWith("; Path=/t/acme/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"),
        cookie);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/t/acme/",
        "//evil.example/t/acme/x",
        "/\\evil.example",
        "/t/acme/../../evil",
        "/t/acme/%2e%2E/other",
        "/t/other/login",
        "/t/acme/\r\nX: y",
        "/t/acme/language?to=en"
      })
  void redirectsOnlyToPagesOfTenant(String back) throws IOException {
    assertEquals("/t/acme/login", choose("en", back).location());
  }

  @Test
  void rejectsUnavailableLanguage() {
    var refusal = assertThrows(ApiException.class, () -> choose("fr", "/t/acme/login"));
    assertEquals(422, refusal.status());
  }

  private static FakeHttpExchange file(FakeSettingsStore settings, String name) throws IOException {
    var exchange = FakeHttpExchange.get(TestBuilders.aTenant().build(), "/assets/" + name);
    new PageAssetsEndpoint(new PageAssetProvider(), BrandResolver.of(settings)).handle(exchange);
    return exchange;
  }

  @Test
  void servesCustomStylesheetAsImmutableByHash() throws IOException {
    var tenant = TestBuilders.aTenant().build();
    var settings = new FakeSettingsStore();
    settings.change(tenant, "branding", Map.of("customCss", "p{color:red}"));
    var own =
        new PageAssetProvider().customStyle(BrandResolver.of(settings).of(tenant)).orElseThrow();

    var answer = file(settings, own.hashedName());

    assertTrue(own.hashedName().matches("own\\.[0-9a-f]{16}\\.css"), own.hashedName());
    assertEquals(own.content(), answer.text());
    assertEquals("public, max-age=31536000, immutable", answer.responseHeader("Cache-Control"));
    assertEquals(
        "no-cache", file(settings, "own.0123456789abcdef.css").responseHeader("Cache-Control"));
  }

  @Test
  void returns404WithoutCustomStylesheet() {
    var refusal =
        assertThrows(
            ApiException.class, () -> file(new FakeSettingsStore(), "own.0123456789abcdef.css"));
    assertEquals(404, refusal.status());
  }

  @Test
  void servesDefaultStylesheetWithoutTenant() throws IOException {
    var brands = BrandResolver.of(new FakeSettingsStore());
    var ours = new PageAssetProvider().style(brands.productBrand());
    var exchange =
        FakeHttpExchange.get(TestBuilders.aTenant().build(), "/assets/" + ours.hashedName());

    new UnbrandedAssetsEndpoint(new PageAssetProvider(), brands).handle(exchange);

    assertEquals(ours.content(), exchange.text());
  }

  @Test
  void servesCurrentFileForOutdatedHash() {
    var assets = new PageAssetProvider();
    var brand = BrandResolver.of(new FakeSettingsStore()).of(TestBuilders.aTenant().build());
    assertEquals(
        assets.style(brand),
        assets.find("style.0123456789abcdef.css", List.of(brand)).orElseThrow());
    assertTrue(assets.find("../page.css", List.of(brand)).isEmpty());
    assertTrue(assets.style(brand).hashedName().matches("style\\.[0-9a-f]{16}\\.css"));
  }
}
