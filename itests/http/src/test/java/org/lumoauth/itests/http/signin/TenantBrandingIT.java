/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What a tenant writes itself for its pages, through the shipped server. */
@ExtendWith(DefaultServerExtension.class)
class TenantBrandingIT {
  private static final String SETTINGS = "/admin/settings/branding";
  private static final String CSS = "/* Acme */\r\n.button {\tborder-radius: 2px }\n".repeat(400);
  private static final String HTML = "<p>Call <a href=\"https://acme.example/help\">us</a></p>";
  private static final Pattern PICTURE =
      Pattern.compile("<img src=\"([^\"]*/oauth/authorize/logo[^\"]*)\" alt=\"\">");
  private static final Pattern OWN =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]*/own\\.[0-9a-f]{16}\\.css)\">");

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;

  @BeforeAll
  static void applyBranding(TestServer shared, StubSite ofOthers) throws IOException {
    server = shared;
    site = ofOthers;
    tenant = TestTenant.create(server);
    tenant.admin().patch(SETTINGS, Map.of("custom_css", CSS, "custom_html", HTML)).expect(200);
  }

  private static TestBrowser signIn(TestTenant of) {
    return new TestBrowser(server.base()).open("/t/" + of.slug() + "/login");
  }

  private static String address(TestBrowser page) {
    Matcher link = OWN.matcher(page.text());
    assertTrue(link.find(), page.text());
    return link.group(1);
  }

  @Test
  void returnsBrandingUnchangedToAdministrators() {
    JsonNode settings = tenant.admin().get(SETTINGS).expect(200).data();

    assertEquals(CSS, settings.path("custom_css").asText());
    assertEquals(HTML, settings.path("custom_html").asText());
  }

  @Test
  void servesCacheableStyleSheetFromOwnOrigin() {
    String address = address(signIn(tenant));

    TestBrowser file = new TestBrowser(server.base()).openOnly(address);

    assertEquals(200, file.status());
    assertEquals("text/css;charset=utf-8", file.header("Content-Type").replace(" ", ""));
    assertEquals("nosniff", file.header("X-Content-Type-Options"));
    assertEquals("public, max-age=31536000, immutable", file.header("Cache-Control"));
    assertTrue(file.text().contains("{border-radius:2px;}"), file.text());
    assertFalse(file.text().contains("Acme"), "written anew");
  }

  @Test
  void allowsNoExternalStylesInThePolicy() {
    String policy = signIn(tenant).header("Content-Security-Policy");

    assertTrue(policy.contains("style-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  @Test
  void hidesBrandingFromOtherTenants() throws IOException {
    TestBrowser page = signIn(TestTenant.create(server));

    assertFalse(OWN.matcher(page.text()).find(), page.text());
    assertFalse(page.text().contains("acme.example"), page.text());
    String elsewhere =
        address(signIn(tenant)).replace(tenant.slug(), TestTenant.create(server).slug());
    assertEquals(404, new TestBrowser(server.base()).openOnly(elsewhere).status());
  }

  @Test
  void showsTenantHtmlAtSignInButNotAtConsent() {
    assertTrue(signIn(tenant).text().contains("rel=\"noopener noreferrer\">us</a></p></section>"));

    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    ada.open(app.authorize(app.request(Map.of())));
    String consent = ada.browser().text();

    assertTrue(consent.contains("value=\"allow\""), consent);
    assertTrue(consent.contains("<main class=\"card fixed\">"), consent);
    assertFalse(consent.contains("acme.example"), consent);
  }

  @Test
  void servesClientLogoFromOwnOrigin() {
    String picture = "GIF89a\1\0\1\0\0\0\0;";
    TestApplication app = withLogo(site.show("/logo", picture));

    Matcher shown = PICTURE.matcher(consent(app));
    assertTrue(shown.find());
    String address = shown.group(1).replace("&amp;", "&");
    assertTrue(address.startsWith(tenant.admin().base()), address);
    TestBrowser file = new TestBrowser(server.base()).openOnly(address);
    assertEquals("image/gif", file.header("Content-Type"));
    assertEquals(picture, file.text());
    assertEquals("nosniff", file.header("X-Content-Type-Options"));
    assertTrue(file.header("Content-Security-Policy").endsWith("; sandbox"));
  }

  @Test
  void refusesInvalidClientLogo() {
    TestApplication app = withLogo(site.show("/logo.svg", "<svg onload=\"alert(1)\"/>"));

    assertFalse(PICTURE.matcher(consent(app)).find());
    assertEquals(
        404,
        new TestBrowser(server.base())
            .openOnly(tenant.admin().base() + "/oauth/authorize/logo?client_id=" + app.id())
            .status());
  }

  private static TestApplication withLogo(String logo) {
    return TestApplication.register(
        tenant,
        Map.of("redirectUris", List.of(site.address("/cb")), "metadata", Map.of("logo_uri", logo)));
  }

  private static String consent(TestApplication app) {
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    return ada.open(app.authorize(app.request(Map.of("redirect_uri", site.address("/cb")))))
        .browser()
        .text();
  }

  @Test
  void reportsPositionOfInvalidBrandingAndKeepsTheRest() {
    ApiClient.Answer style =
        tenant.admin().patch(SETTINGS, Map.of("custom_css", ".a{color:red}\n.b{display:none}"));
    assertEquals(422, style.status());
    assertEquals("custom_css", style.body().path("details").path("field").asText());
    assertEquals(
        "Line 2, column 4: the property display is not allowed.",
        style.body().path("message").asText());

    ApiClient.Answer html =
        tenant.admin().patch(SETTINGS, Map.of("custom_html", "<p onclick=\"x()\">a</p>"));
    assertEquals(422, html.status());
    assertEquals("custom_html", html.body().path("details").path("field").asText());
    assertEquals(
        "These parts are not allowed: onclick of <p>.", html.body().path("message").asText());

    for (var tooLong : Map.of("custom_css", 65_537, "custom_html", 16_385).entrySet()) {
      assertEquals(
          422,
          tenant
              .admin()
              .patch(SETTINGS, Map.of(tooLong.getKey(), " ".repeat(tooLong.getValue())))
              .status());
    }
    assertEquals(CSS, tenant.admin().get(SETTINGS).expect(200).data().path("custom_css").asText());
  }
}
