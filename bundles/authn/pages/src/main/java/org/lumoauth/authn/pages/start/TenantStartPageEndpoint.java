/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.authn.pages.render.TenantPageUrls;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.page.StartPageEntry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/}: the tenant in its branding, with the pages that modules add with {@link
 * StartPageEntry}. A request for {@code /t/{slug}} is redirected for browsers, because cookies of
 * the tenant's pages have the path {@code /t/{slug}/}.
 */
@ApiResponse(status = 200, value = StartPageResponse.class)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-tenant-start",
      "lumoauth.web.routes=GET ^/",
      "lumoauth.web.guard=open",
      HttpHandler.SUMMARY + "=Get the name and pages of a tenant"
    })
public final class TenantStartPageEndpoint implements HttpHandler {
  private final HtmlPageRenderer pages;
  private final BrandResolver brands;
  private final StartPageLinkRegistry links;
  private final ServerStatusProvider facts;

  @Activate
  public TenantStartPageEndpoint(
      @Reference HtmlPageRenderer pages,
      @Reference BrandResolver brands,
      @Reference StartPageLinkRegistry links,
      @Reference ServerStatusProvider facts) {
    this.pages = pages;
    this.brands = brands;
    this.links = links;
    this.facts = facts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.response().addHeader("Vary", "Accept");
    TenantContext tenant = exchange.tenant();
    if (!HtmlClientDetector.wantsPage(exchange.view())) {
      exchange.writeJson(200, json(exchange, tenant));
    } else if (!exchange.request().getRequestURI().endsWith("/")) {
      exchange.redirect(TenantPageUrls.of(tenant) + "/");
    } else {
      var page =
          HtmlPageRenderRequest.of("start-tenant", model(exchange, tenant), locales(exchange));
      exchange.writePage(200, pages.render(tenant, page));
    }
  }

  private List<Locale> locales(HttpExchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }

  private StartPageResponse json(HttpExchange exchange, TenantContext tenant) {
    String base = tenant.issuer().replaceFirst("/api/v1$", "");
    Map<String, String> urls = new LinkedHashMap<>();
    links.all().forEach(link -> urls.put(link.path().substring(1), base + link.path()));
    urls.put("api", exchange.baseUrl() + ServerRootPageEndpoint.API);
    return new StartPageResponse(
        brands.of(tenant).name(),
        Optional.of(tenant.issuer()),
        Optional.empty(),
        facts.ready(),
        urls);
  }

  /** The version is included if the tenant's pages name the product. */
  private Map<String, Object> model(HttpExchange exchange, TenantContext tenant) {
    TenantBrand brand = brands.of(tenant);
    String base = TenantPageUrls.of(tenant);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("links", links.all().stream().map(link -> row(link, base)).toList());
    model.put(
        "api", PageSessionGuard.pathAndQuery(exchange.baseUrl() + ServerRootPageEndpoint.API));
    model.put("self", base + "/");
    facts.ready().ifPresent(ready -> model.put("ready", ready));
    if (brand.poweredBy()) {
      model.put("version", facts.version());
    }
    return model;
  }

  private static Map<String, Object> row(
      StartPageLinkRegistry.TenantStartPageLink link, String base) {
    return Map.of(
        "href", base + link.path(),
        "message", link.message(),
        "icon", link.icon(),
        "primary", link.primary());
  }
}
