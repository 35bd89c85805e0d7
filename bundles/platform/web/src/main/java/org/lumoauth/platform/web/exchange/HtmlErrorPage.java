package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.ErrorPageRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of an error for a browser that shows to a person what it gets (Fetch standard: it then
 * asks for {@code text/html}, and says {@code navigate} where it says what it does). Programs in
 * Java ask for {@code text/html} too, but not for XHTML, which every browser does.
 *
 * @param tenant the path's, whose page it is; nobody's where there is none
 */
record HtmlErrorPage(
    Supplier<Optional<ErrorPageRenderer>> pages,
    Supplier<Optional<TenantContext>> tenant,
    HttpRequestView request) {

  private static final Logger LOG = LoggerFactory.getLogger(HtmlErrorPage.class);

  /** Empty where no person asked, or no page can be had: what went wrong matters more. */
  Optional<HtmlPage> of(String code, String requestId) {
    Optional<ErrorPageRenderer> made = pages.get();
    if (made.isEmpty() || !asked()) {
      return Optional.empty();
    }
    try {
      ErrorPageRenderer errors = made.get();
      return tenant
          .get()
          .map(of -> errors.renderErrorPage(of, request, code, requestId))
          .or(() -> Optional.of(errors.renderErrorPage(request, code, requestId)));
    } catch (RuntimeException e) {
      LOG.debug("error-page.absent request_id={}", requestId, e);
      return Optional.empty();
    }
  }

  private boolean asked() {
    String types = request.header("Accept").orElse("");
    return types.contains("text/html")
        && request
            .header("Sec-Fetch-Mode")
            .map("navigate"::equals)
            .orElse(types.contains("application/xhtml+xml"));
  }
}
