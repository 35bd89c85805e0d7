package org.lumoauth.authn.pages.render;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.pages.brand.Brand;
import org.lumoauth.authn.pages.brand.Brands;
import org.lumoauth.authn.pages.source.Catalog;
import org.lumoauth.authn.pages.source.Catalogs;
import org.lumoauth.authn.pages.web.Assets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes pages from the FreeMarker templates that modules bring. */
@Component(service = {Pages.class, NobodysPages.class})
public final class TemplatePages implements Pages, NobodysPages {
  private final Catalogs catalogs;
  private final Brands brands;
  private final Assets assets;
  private final ScopeWords scopes;
  private final NameWarnings names;
  private final PageLocales locales;
  private volatile Engine latest;

  @Activate
  public TemplatePages(
      @Reference Catalogs catalogs,
      @Reference Brands brands,
      @Reference Assets assets,
      @Reference ScopeWords scopes,
      @Reference NameWarnings names) {
    this(catalogs, brands, assets, scopes, names, Clock.systemUTC());
  }

  TemplatePages(
      Catalogs catalogs,
      Brands brands,
      Assets assets,
      ScopeWords scopes,
      NameWarnings names,
      Clock clock) {
    this.catalogs = catalogs;
    this.brands = brands;
    this.assets = assets;
    this.scopes = scopes;
    this.names = names;
    this.locales = new PageLocales(clock);
  }

  @Override
  public Page render(TenantContext tenant, PageRequest request) {
    List<String> resources = resources(request.model());
    return render(
        Optional.of(tenant),
        brands.of(tenant, request.template()),
        brands.zone(tenant),
        name -> scopes.of(tenant, name, resources),
        request);
  }

  @Override
  public Page render(PageRequest request) {
    return render(
        Optional.empty(), brands.ours(), ZoneOffset.UTC, name -> Optional.empty(), request);
  }

  private Page render(
      Optional<TenantContext> tenant,
      Brand brand,
      ZoneId zone,
      Function<String, Optional<String>> scopeWords,
      PageRequest request) {
    try (Catalogs.Held held = catalogs.hold()) {
      Catalog catalog = held.catalog();
      Locale locale = language(catalog, request.locales());
      Words words = new Words(catalog, locale, request.locales(), zone);
      Map<String, Object> model = new HashMap<>(request.model());
      PowerWords powers = new PowerWords(words);
      model.putAll(
          new PageFunctions(words, name -> powers.of(name).or(() -> scopeWords.apply(name))).all());
      Map<String, Object> page =
          new Shell(tenant.map(PageAddress::of), brand, assets, catalog, locale)
              .model(request.model());
      page.putAll(new LayoutFunctions(words, name -> names.of(tenant, brand, name)).all());
      model.put("page", page);
      String html =
          engine(catalog)
              .html(request.template(), model, locale)
              .orElseThrow(() -> Problem.moduleUnavailable(request.template()));
      return new Page(
          html,
          locale,
          ContentPolicy.of(brand.pictureOrigins(), request.formTargets(), request.frames()));
    }
  }

  /** What is asked for on the page, where it says so. */
  private static List<String> resources(Map<String, Object> model) {
    return model.get("resources") instanceof List<?> named
        ? named.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  private Engine engine(Catalog catalog) {
    Engine known = latest;
    if (known == null || known.catalog() != catalog) {
      known = new Engine(catalog);
      latest = known;
    }
    return known;
  }

  /** The first of the reader's languages that there are pages in, a regional form too. */
  private static Locale language(Catalog catalog, List<Locale> wanted) {
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
  public List<Locale> locales(TenantContext tenant, RequestView request, String uiLocales) {
    return locales.of(request, uiLocales, brands.locale(tenant));
  }

  @Override
  public List<Locale> locales(RequestView request) {
    return locales.of(request, "", Optional.empty());
  }

  @Override
  public List<String> supported() {
    try (Catalogs.Held held = catalogs.hold()) {
      return held.catalog().languages().keySet().stream().map(Locale::toLanguageTag).toList();
    }
  }
}
