package org.lumoauth.authn.pages.web;

import java.util.Map;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.ErrorPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The page of what went wrong, in the tenant's branding and the reader's language. */
@Component
public final class PagesOfErrors implements ErrorPages {

  /** Errors for which people have the words of another. */
  private static final Map<String, String> SAME =
      Map.of(
          "module_unavailable", "temporarily_unavailable",
          "database_unavailable", "temporarily_unavailable",
          "internal_error", "server_error");

  private final Pages pages;

  @Activate
  public PagesOfErrors(@Reference Pages pages) {
    this.pages = pages;
  }

  @Override
  public Page page(TenantContext tenant, RequestView request, String code, String requestId) {
    var model =
        Map.<String, Object>of("code", SAME.getOrDefault(code, code), "requestId", requestId);
    return pages.render(tenant, PageRequest.of("error", model, pages.locales(tenant, request, "")));
  }
}
