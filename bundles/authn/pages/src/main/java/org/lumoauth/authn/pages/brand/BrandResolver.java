/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.tenantstyle.SanitizedPageCustomizationCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Reads the brand of a tenant from its settings; without a settings store, it is the product's own
 * brand.
 */
@Component(service = BrandResolver.class)
public final class BrandResolver {
  private static final String OURS = "LumoAuth";
  private static final Set<String> REGISTRATION =
      Set.of("register", "check-mail", "verify", "verified");
  private static final Set<String> CONSENT =
      Set.of("consent", "delegation-consent", "aauth-consent");

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SettingsStore settings;

  private final TenantNameCache names;
  private final SanitizedPageCustomizationCache own = new SanitizedPageCustomizationCache();
  private final BrandCache memory = new BrandCache();

  /** Used by the component runtime. */
  @Activate
  public BrandResolver(@Reference TenantNameCache names) {
    this.names = names;
  }

  /** Creates a resolver without a component runtime. */
  public static BrandResolver of(SettingsStore settings) {
    var brands = new BrandResolver(new TenantNameCache());
    brands.settings = settings;
    return brands;
  }

  /** Returns the tenant's brand; the same object while its values do not change. */
  public TenantBrand of(TenantContext tenant) {
    return of(tenant, branding(tenant));
  }

  /** Returns the tenant's brand for a page; a tenant can disable it for some pages. */
  public TenantBrand of(TenantContext tenant, String template) {
    BrandSettingsReader values = branding(tenant);
    boolean left =
        REGISTRATION.contains(template) && !values.flag("applyToRegistration", true)
            || CONSENT.contains(template) && !values.flag("applyToConsent", true);
    return left ? withoutCustomStyle(tenant) : of(tenant, values);
  }

  private TenantBrand of(TenantContext tenant, BrandSettingsReader values) {
    return values.flag("enabled", true) ? brand(name(tenant), values) : withoutCustomStyle(tenant);
  }

  private BrandSettingsReader branding(TenantContext tenant) {
    return new BrandSettingsReader(read(tenant, BrandingSettings.SECTION));
  }

  /** Returns a brand with the tenant's name in the product's colours. */
  public TenantBrand withoutCustomStyle(TenantContext tenant) {
    return brand(name(tenant), new BrandSettingsReader(Map.of()));
  }

  /** Returns the product's own brand, for pages without a tenant. */
  public TenantBrand productBrand() {
    return brand(OURS, new BrandSettingsReader(Map.of()));
  }

  private TenantBrand brand(String name, BrandSettingsReader values) {
    return memory.of(name, values, kept -> made(name, kept));
  }

  private TenantBrand made(String name, BrandSettingsReader values) {
    return new TenantBrand(
        name,
        values.flag("showTenantName", true),
        values.colour("primaryColor", BrandingSettings.PRIMARY),
        values.colour("backgroundColor", BrandingSettings.BACKGROUND),
        values.choice("theme", TenantBrand.BrandTheme.AUTO),
        values.choice("inputStyle", TenantBrand.BrandCorners.ROUNDED),
        values.url("logoUrl"),
        values.url("faviconUrl"),
        values.text("welcomeTitle"),
        values.text("welcomeSubtitle"),
        values.url("termsUrl"),
        values.url("privacyUrl"),
        values.text("footerText"),
        values.flag("showPoweredBy", true),
        values.look(),
        own.of(values.text("customCss"), values.text("customHtml")));
  }

  /** Returns the language of the tenant's pages for readers without a preference. */
  public Optional<Locale> locale(TenantContext tenant) {
    return new BrandSettingsReader(read(tenant, "general"))
        .text("locale")
        .map(text -> Locale.forLanguageTag(text.replace('_', '-')))
        .filter(locale -> !locale.getLanguage().isEmpty());
  }

  /**
   * Returns the time zone for times on the tenant's pages: UTC unless the tenant set a valid one.
   */
  public ZoneId zone(TenantContext tenant) {
    return new BrandSettingsReader(read(tenant, "general"))
        .text("timezone")
        .filter(
            ZoneRulesProvider.getAvailableZoneIds()
                ::contains) // ZoneId.getAvailableZoneIds would copy the set.
        .<ZoneId>map(ZoneId::of)
        .orElse(ZoneId.of("UTC"));
  }

  private String name(TenantContext tenant) {
    return new BrandSettingsReader(read(tenant, "general"))
        .text("displayName")
        .orElseGet(() -> names.of(tenant));
  }

  private Map<String, Object> read(TenantContext tenant, String section) {
    SettingsStore store = settings;
    return store == null ? Map.of() : store.read(tenant, section);
  }
}
