/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.authn.pages.source.PageCatalogProvider;
import org.lumoauth.authn.pages.source.PageResourceCatalog;
import org.lumoauth.authn.pages.web.PageAssetProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Renders pages from the FreeMarker templates of modules. */
@Component(service = {HtmlPageRenderer.class, UnbrandedPageRenderer.class})
public final class TemplatePageRenderer implements HtmlPageRenderer, UnbrandedPageRenderer {
  private final PageCatalogProvider catalogs;
  private final BrandResolver brands;
  private final PageAssetProvider assets;
  private final TenantScopeDescriptionResolver scopes;
  private final LookAlikeNameDetector names;
  private final PageLocaleResolver locales;
  private volatile PageTemplateEngine latest;

  @Activate
  public TemplatePageRenderer(
      @Reference BrandResolver brands,
      @Reference PageAssetProvider assets,
      @Reference ProviderRegistry registry,
      @Reference LookAlikeNameDetector names,
      @Reference InstantSource clock) {
    this.catalogs = new PageCatalogProvider(registry);
    this.brands = brands;
    this.assets = assets;
    this.scopes = new TenantScopeDescriptionResolver(registry);
    this.names = names;
    this.locales = new PageLocaleResolver(clock);
  }

  @Deactivate
  void close() {
    catalogs.close();
    scopes.close();
  }

  @Override
  public HtmlPage render(TenantContext tenant, HtmlPageRenderRequest request) {
    List<String> resources = resources(request.model());
    return render(
        Optional.of(tenant),
        brands.of(tenant, request.template()),
        brands.zone(tenant),
        name -> scopes.of(tenant, name, resources),
        request);
  }

  @Override
  public HtmlPage render(HtmlPageRenderRequest request) {
    return render(
        Optional.empty(), brands.productBrand(), ZoneOffset.UTC, name -> Optional.empty(), request);
  }

  private HtmlPage render(
      Optional<TenantContext> tenant,
      TenantBrand brand,
      ZoneId zone,
      Function<String, Optional<String>> scopeWords,
      HtmlPageRenderRequest request) {
    try (PageCatalogProvider.PageCatalogLease held = catalogs.lease()) {
      PageResourceCatalog catalog = held.catalog();
      Locale locale = language(catalog, request.locales());
      LocalizedMessageFormatter words =
          new LocalizedMessageFormatter(catalog, locale, request.locales(), zone);
      Map<String, Object> model = new HashMap<>(request.model());
      PrivilegedScopeDescriptionResolver powers = new PrivilegedScopeDescriptionResolver(words);
      model.putAll(
          new TemplateFunctions(words, name -> powers.of(name).or(() -> scopeWords.apply(name)))
              .all());
      Map<String, Object> page =
          new PageLayoutModel(tenant.map(TenantPageUrls::of), brand, assets, catalog, locale)
              .model(request.model());
      page.putAll(new LayoutTemplateFunctions(words, name -> names.of(tenant, brand, name)).all());
      model.put("page", page);
      String html =
          engine(catalog)
              .html(request.template(), model, locale)
              .orElseThrow(() -> ApiException.moduleUnavailable(request.template()));
      return new HtmlPage(
          html,
          locale,
          ContentSecurityPolicy.of(
              brand.pictureOrigins(), request.formTargets(), request.frames()));
    }
  }

  /** Returns the resources that the page's request names, if any. */
  private static List<String> resources(Map<String, Object> model) {
    return model.get("resources") instanceof List<?> named
        ? named.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  private PageTemplateEngine engine(PageResourceCatalog catalog) {
    PageTemplateEngine known = latest;
    if (known == null || known.catalog() != catalog) {
      known = new PageTemplateEngine(catalog);
      latest = known;
    }
    return known;
  }

  /**
   * Returns the first of the reader's languages, including regional forms, in which pages exist.
   */
  private static Locale language(PageResourceCatalog catalog, List<Locale> wanted) {
    for (Locale locale : wanted) {
      Optional<Locale> found =
          List.of(locale, Locale.forLanguageTag(locale.getLanguage())).stream()
              .filter(catalog.languages()::containsKey)
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Locale.ENGLISH;
  }

  @Override
  public List<Locale> locales(TenantContext tenant, HttpRequestView request, String uiLocales) {
    return locales.of(request, uiLocales, brands.locale(tenant));
  }

  @Override
  public List<Locale> locales(HttpRequestView request) {
    return locales.of(request, "", Optional.empty());
  }

  @Override
  public List<String> supportedLanguages() {
    try (PageCatalogProvider.PageCatalogLease held = catalogs.lease()) {
      return held.catalog().languages().keySet().stream().map(Locale::toLanguageTag).toList();
    }
  }
}
