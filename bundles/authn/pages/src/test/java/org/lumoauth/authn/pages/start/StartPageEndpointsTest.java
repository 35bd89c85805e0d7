/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.render.UnbrandedPageRenderer;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.osgi.framework.Version;

class StartPageEndpointsTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final TenantContext ACME = TestBuilders.aTenant().build();

  private final ServerStatusProvider facts =
      new ServerStatusProvider(Version.parseVersion("1.2.3.SNAPSHOT"));
  private final StartPageLinkRegistry links = new StartPageLinkRegistry();
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final FakeHtmlPageRenderer tenantPages = new FakeHtmlPageRenderer();
  private HtmlPageRenderRequest shown;

  private FakeHttpExchange root(String accept) throws IOException {
    var exchange = FakeHttpExchange.get(ACME, "/").withHeader("Accept", accept);
    var pages =
        new UnbrandedPageRenderer() {
          @Override
          public HtmlPage render(HtmlPageRenderRequest request) {
            shown = request;
            return new HtmlPage(request.template(), Locale.ENGLISH, "default-src 'none'");
          }

          @Override
          public List<Locale> locales(HttpRequestView request) {
            return List.of(Locale.ENGLISH);
          }
        };
    new ServerRootPageEndpoint(pages, facts).handle(exchange);
    return exchange;
  }

  private FakeHttpExchange tenant(String path, String accept) throws IOException {
    var exchange = FakeHttpExchange.get(ACME, path).withHeader("Accept", accept);
    new TenantStartPageEndpoint(tenantPages, BrandResolver.of(settings), links, facts)
        .handle(exchange);
    return exchange;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | true",
        "text/html,application/xhtml+xml,*/*;q=0.8 | true",
        "application/json | false",
        "*/* | false",
        "text/* | false",
        "application/json,text/html;q=0.5 | false",
        "text/html;q=0 | false"
      })
  void returnsPageOnlyToBrowsers(String accept, boolean page) throws IOException {
    var exchange = root(accept);

    assertEquals(page, exchange.page() != null);
    assertEquals("Accept", exchange.responseHeader("Vary"));
  }

  @Test
  void returnsProductVersionReadinessAndLinksAsJson() throws IOException {
    facts.readiness = () -> true;

    var body = (StartPageResponse) root("application/json").body();

    assertEquals("LumoAuth", body.name());
    assertEquals(Optional.of("1.2.3-SNAPSHOT"), body.version());
    assertEquals(Optional.of(true), body.ready());
    assertTrue(body.links().get("api").endsWith("/api/v1/openapi.json"));
    assertTrue(body.links().get("health").endsWith("/system/health/ready"));
  }

  @Test
  void reportsUnreadyServerWithoutReason() throws IOException {
    facts.readiness = () -> false;

    var page = root(BROWSER);
    assertEquals(503, page.status());
    assertEquals("1", page.responseHeader("Retry-After"));
    assertEquals(false, shown.model().get("ready"));

    var program = root("*/*");
    assertEquals(503, program.status());
    assertEquals(Optional.of(false), ((StartPageResponse) program.body()).ready());
  }

  @Test
  void omitsReadinessIfNoModuleChecksIt() throws IOException {
    var page = root(BROWSER);

    assertEquals(200, page.status());
    assertFalse(shown.model().containsKey("ready"));
  }

  @Test
  void linksToExistingTenantPages() throws IOException {
    links.bind(StartPageLinkReference.of("GET ^/account", "account.start", 20));
    links.bind(StartPageLinkReference.of("GET ^/login", "flow.start", 10));

    tenant("/t/acme/", BROWSER);

    assertEquals("start-tenant", tenantPages.last().template());
    assertEquals(
        List.of(
            Map.of(
                "href", "/t/acme/login", "message", "flow.start", "icon", "user", "primary", true),
            Map.of(
                "href", "/t/acme/account",
                "message", "account.start",
                "icon", "user",
                "primary", false)),
        tenantPages.last().model().get("links"));
    assertEquals("/t/acme/", tenantPages.last().model().get("self"));
  }

  @Test
  void redirectsBrowserToPathWithTrailingSlash() throws IOException {
    var exchange = tenant("/t/acme", BROWSER);

    assertEquals("/t/acme/", exchange.location());
    assertNull(exchange.page());
  }

  @Test
  void showsProductVersionOnlyIfTenantAllowsIt() throws IOException {
    tenant("/t/acme/", BROWSER);
    assertEquals("1.2.3-SNAPSHOT", tenantPages.last().model().get("version"));

    settings.change(ACME, "branding", Map.of("showPoweredBy", false));
    tenant("/t/acme/", BROWSER);
    assertFalse(tenantPages.last().model().containsKey("version"));
    assertEquals(
        Optional.empty(),
        ((StartPageResponse) tenant("/t/acme", "*/*").body()).version(),
        "for programs");
  }

  @Test
  void returnsIssuerAndPageLinksAsJson() throws IOException {
    links.bind(StartPageLinkReference.of("GET ^/login", "flow.start", 10));

    var body = (StartPageResponse) tenant("/t/acme", "application/json").body();

    assertEquals(Optional.of(ACME.issuer()), body.issuer());
    assertEquals(
        ACME.issuer().replace("/api/v1", "/login"), body.links().get("login"), body.toString());
  }
}
