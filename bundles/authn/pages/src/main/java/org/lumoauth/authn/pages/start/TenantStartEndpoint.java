package org.lumoauth.authn.pages.start;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.Brand;
import org.lumoauth.authn.pages.brand.Brands;
import org.lumoauth.authn.pages.render.PageAddress;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.StartLink;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/}: the tenant in its branding, with the pages that modules add by {@link
 * StartLink}. A browser that asks for {@code /t/{slug}} is redirected, since cookies of the
 * tenant's pages have the path {@code /t/{slug}/}.
 */
@AnswersWith(status = 200, value = StartBody.class)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-tenant-start",
      "lumoauth.web.routes=GET ^/",
      "lumoauth.web.guard=open",
      "lumoauth.web.summary=Name and pages of a tenant"
    })
public final class TenantStartEndpoint implements HotEndpoint {
  private final Pages pages;
  private final Brands brands;
  private final StartLinks links;
  private final ServerFacts facts;

  @Activate
  public TenantStartEndpoint(
      @Reference Pages pages,
      @Reference Brands brands,
      @Reference StartLinks links,
      @Reference ServerFacts facts) {
    this.pages = pages;
    this.brands = brands;
    this.links = links;
    this.facts = facts;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.response().addHeader("Vary", "Accept");
    TenantContext tenant = exchange.tenant();
    if (!PagePreference.wantsPage(exchange.view())) {
      exchange.writeJson(200, json(exchange, tenant));
    } else if (!exchange.request().getRequestURI().endsWith("/")) {
      exchange.redirect(PageAddress.of(tenant) + "/");
    } else {
      var page = PageRequest.of("start-tenant", model(exchange, tenant), locales(exchange));
      exchange.writePage(200, pages.render(tenant, page));
    }
  }

  private List<Locale> locales(Exchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }

  private StartBody json(Exchange exchange, TenantContext tenant) {
    String base = tenant.issuer().replaceFirst("/api/v1$", "");
    Map<String, String> urls = new LinkedHashMap<>();
    links.all().forEach(link -> urls.put(link.path().substring(1), base + link.path()));
    urls.put("api", exchange.baseUrl() + StartEndpoint.API);
    return new StartBody(
        brands.of(tenant).name(),
        Optional.of(tenant.issuer()),
        Optional.empty(),
        facts.ready(),
        urls);
  }

  /** The version is shown where the tenant's pages name the product. */
  private Map<String, Object> model(Exchange exchange, TenantContext tenant) {
    Brand brand = brands.of(tenant);
    String base = PageAddress.of(tenant);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("links", links.all().stream().map(link -> row(link, base)).toList());
    model.put("api", PageReaders.path(exchange.baseUrl() + StartEndpoint.API));
    model.put("self", base + "/");
    facts.ready().ifPresent(ready -> model.put("ready", ready));
    if (brand.poweredBy()) {
      model.put("version", facts.version());
    }
    return model;
  }

  private static Map<String, Object> row(StartLinks.Link link, String base) {
    return Map.of(
        "href", base + link.path(),
        "message", link.message(),
        "icon", link.icon(),
        "primary", link.primary());
  }
}
