/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.ErrorPageRenderer;

class BrowserErrorPageFactoryTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  /** What HttpURLConnection asks for where nothing else is said. */
  private static final String JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

  private static final Optional<TenantContext> ACME = Optional.of(aTenant().build());

  private final HtmlPage page = new HtmlPage("<p>oh</p>", Locale.ENGLISH, "default-src 'none'");
  private final HtmlPage nobodys = new HtmlPage("<p>no</p>", Locale.ENGLISH, "default-src 'none'");
  private final ErrorPageRenderer pages =
      new ErrorPageRenderer() {
        @Override
        public HtmlPage renderErrorPage(
            TenantContext tenant, HttpRequestView request, String code, String requestId) {
          return page;
        }

        @Override
        public HtmlPage renderErrorPage(HttpRequestView request, String code, String requestId) {
          return nobodys;
        }
      };

  @Test
  void createsPageForBrowserNavigation() {
    assertEquals(Optional.of(page), made(pages, ACME, Map.of("Accept", BROWSER)));
    assertEquals(
        Optional.of(page),
        made(pages, ACME, Map.of("Accept", BROWSER, "Sec-Fetch-Mode", "navigate")));
  }

  @Test
  void createsNoPageForNonBrowserClients() {
    assertTrue(made(pages, ACME, Map.of()).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", "*/*")).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", "application/json")).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", JAVA)).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", BROWSER, "Sec-Fetch-Mode", "cors")).isEmpty());
  }

  @Test
  void usesNoBrandingForAnUnknownTenant() {
    assertEquals(Optional.of(nobodys), made(pages, Optional.empty(), Map.of("Accept", BROWSER)));
    assertTrue(made(pages, Optional.empty(), Map.of("Accept", "*/*")).isEmpty());
  }

  @Test
  void createsNoPageIfRendererIsUnavailable() {
    ErrorPageRenderer broken =
        new ErrorPageRenderer() {
          @Override
          public HtmlPage renderErrorPage(
              TenantContext of, HttpRequestView request, String code, String requestId) {
            throw new IllegalStateException("no templates");
          }

          @Override
          public HtmlPage renderErrorPage(HttpRequestView request, String code, String requestId) {
            throw new IllegalStateException("no templates");
          }
        };

    assertTrue(made(broken, ACME, Map.of("Accept", BROWSER)).isEmpty());
    assertTrue(made(broken, Optional.empty(), Map.of("Accept", BROWSER)).isEmpty());
    assertTrue(made(null, ACME, Map.of("Accept", BROWSER)).isEmpty());
  }

  private static Optional<HtmlPage> made(
      ErrorPageRenderer pages, Optional<TenantContext> tenant, Map<String, String> headers) {
    var request = aRequest();
    for (var header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    var view = request.build();
    return new BrowserErrorPageFactory(() -> Optional.ofNullable(pages), () -> tenant, view)
        .of("resource_not_found", "req_1");
  }
}
