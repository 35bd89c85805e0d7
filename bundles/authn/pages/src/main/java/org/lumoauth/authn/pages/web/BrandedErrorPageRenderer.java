/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.render.UnbrandedPageRenderer;
import org.lumoauth.platform.web.page.ErrorPageRenderer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The error page in the tenant's branding and the reader's language. */
@Component
public final class BrandedErrorPageRenderer implements ErrorPageRenderer {

  /** Errors that use the message of another error. */
  private static final Map<String, String> SAME =
      Map.of(
          "tenant_not_found", "resource_not_found",
          "invalid_tenant", "resource_not_found",
          "module_unavailable", "temporarily_unavailable",
          "database_unavailable", "temporarily_unavailable",
          "internal_error", "server_error");

  private final HtmlPageRenderer pages;
  private final UnbrandedPageRenderer nobodys;

  @Activate
  public BrandedErrorPageRenderer(
      @Reference HtmlPageRenderer pages, @Reference UnbrandedPageRenderer nobodys) {
    this.pages = pages;
    this.nobodys = nobodys;
  }

  @Override
  public HtmlPage renderErrorPage(
      TenantContext tenant, HttpRequestView request, String code, String requestId) {
    return pages.render(tenant, error(code, requestId, pages.locales(tenant, request, "")));
  }

  @Override
  public HtmlPage renderErrorPage(HttpRequestView request, String code, String requestId) {
    return nobodys.render(error(code, requestId, nobodys.locales(request)));
  }

  private static HtmlPageRenderRequest error(String code, String requestId, List<Locale> locales) {
    var model =
        Map.<String, Object>of("code", SAME.getOrDefault(code, code), "requestId", requestId);
    return HtmlPageRenderRequest.of("error", model, locales);
  }
}
