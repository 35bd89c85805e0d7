/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.ErrorPageRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders the error page for a browser navigation: a browser accepts {@code text/html} and may send
 * the fetch mode {@code navigate} (Fetch standard). Java clients accept {@code text/html} too but
 * not XHTML, which every browser does.
 *
 * @param tenant the tenant of the path, which provides the branding; empty for none
 */
record BrowserErrorPageFactory(
    Supplier<Optional<ErrorPageRenderer>> pages,
    Supplier<Optional<TenantContext>> tenant,
    HttpRequestView request) {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserErrorPageFactory.class);

  /**
   * Returns empty if the client is not a browser navigation or no page can be rendered; the
   * original error matters more.
   */
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
