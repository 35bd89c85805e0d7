package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.ErrorPages;

class PersonsPageTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  /** What HttpURLConnection asks for where nothing else is said. */
  private static final String JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

  private static final Optional<TenantContext> ACME = Optional.of(aTenant().build());

  private final Page page = new Page("<p>oh</p>", Locale.ENGLISH, "default-src 'none'");
  private final Page nobodys = new Page("<p>no</p>", Locale.ENGLISH, "default-src 'none'");
  private final ErrorPages pages =
      new ErrorPages() {
        @Override
        public Page page(TenantContext tenant, RequestView request, String code, String requestId) {
          return page;
        }

        @Override
        public Page page(RequestView request, String code, String requestId) {
          return nobodys;
        }
      };

  @Test
  void isMadeForABrowserThatShowsWhatItGets() {
    assertEquals(Optional.of(page), made(pages, ACME, Map.of("Accept", BROWSER)));
    assertEquals(
        Optional.of(page),
        made(pages, ACME, Map.of("Accept", BROWSER, "Sec-Fetch-Mode", "navigate")));
  }

  @Test
  void isMadeForNoProgram() {
    assertTrue(made(pages, ACME, Map.of()).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", "*/*")).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", "application/json")).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", JAVA)).isEmpty());
    assertTrue(made(pages, ACME, Map.of("Accept", BROWSER, "Sec-Fetch-Mode", "cors")).isEmpty());
  }

  @Test
  void isNobodysWhereThereIsNoSuchTenant() {
    assertEquals(Optional.of(nobodys), made(pages, Optional.empty(), Map.of("Accept", BROWSER)));
    assertTrue(made(pages, Optional.empty(), Map.of("Accept", "*/*")).isEmpty());
  }

  @Test
  void isNotMadeWhileNobodyMakesPages() {
    ErrorPages broken =
        new ErrorPages() {
          @Override
          public Page page(TenantContext of, RequestView request, String code, String requestId) {
            throw new IllegalStateException("no templates");
          }

          @Override
          public Page page(RequestView request, String code, String requestId) {
            throw new IllegalStateException("no templates");
          }
        };

    assertTrue(made(broken, ACME, Map.of("Accept", BROWSER)).isEmpty());
    assertTrue(made(broken, Optional.empty(), Map.of("Accept", BROWSER)).isEmpty());
    assertTrue(made(null, ACME, Map.of("Accept", BROWSER)).isEmpty());
  }

  private static Optional<Page> made(
      ErrorPages pages, Optional<TenantContext> tenant, Map<String, String> headers) {
    var request = aRequest();
    for (var header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    var view = request.build();
    return new PersonsPage(() -> Optional.ofNullable(pages), () -> tenant, view)
        .of("resource_not_found", "req_1");
  }
}
