package org.lumoauth.authn.pages.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.render.NobodysPages;
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
          "tenant_not_found", "resource_not_found",
          "invalid_tenant", "resource_not_found",
          "module_unavailable", "temporarily_unavailable",
          "database_unavailable", "temporarily_unavailable",
          "internal_error", "server_error");

  private final Pages pages;
  private final NobodysPages nobodys;

  @Activate
  public PagesOfErrors(@Reference Pages pages, @Reference NobodysPages nobodys) {
    this.pages = pages;
    this.nobodys = nobodys;
  }

  @Override
  public Page page(TenantContext tenant, RequestView request, String code, String requestId) {
    return pages.render(tenant, error(code, requestId, pages.locales(tenant, request, "")));
  }

  @Override
  public Page page(RequestView request, String code, String requestId) {
    return nobodys.render(error(code, requestId, nobodys.locales(request)));
  }

  private static PageRequest error(String code, String requestId, List<Locale> locales) {
    var model =
        Map.<String, Object>of("code", SAME.getOrDefault(code, code), "requestId", requestId);
    return PageRequest.of("error", model, locales);
  }
}
