package org.lumoauth.authn.pages.brand;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reads the brand of a tenant from its settings; without a store of settings it is ours. */
@Component(service = Brands.class)
public final class Brands {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SettingsStore settings;

  private final TenantNames names;

  /** For the component runtime. */
  @Activate
  public Brands(@Reference TenantNames names) {
    this.names = names;
  }

  /** For whoever has no component runtime. */
  public static Brands of(SettingsStore settings) {
    var brands = new Brands(new TenantNames());
    brands.settings = settings;
    return brands;
  }

  /** The tenant's brand. */
  public Brand of(TenantContext tenant) {
    Values values = new Values(read(tenant, BrandingSettings.SECTION));
    if (!values.flag("enabled", true)) {
      values = new Values(Map.of());
    }
    return new Brand(
        name(tenant),
        values.flag("showTenantName", true),
        values.colour("primaryColor", BrandingSettings.PRIMARY),
        values.colour("backgroundColor", BrandingSettings.BACKGROUND),
        values.choice("theme", Brand.Theme.AUTO),
        values.choice("inputStyle", Brand.Corners.ROUNDED),
        values.url("logoUrl"),
        values.url("faviconUrl"),
        values.text("welcomeTitle"),
        values.text("welcomeSubtitle"),
        values.url("termsUrl"),
        values.url("privacyUrl"),
        values.text("footerText"),
        values.flag("showPoweredBy", true));
  }

  /** The language of the tenant's pages where the reader named none. */
  public Optional<Locale> locale(TenantContext tenant) {
    return new Values(read(tenant, "general"))
        .text("locale")
        .map(text -> Locale.forLanguageTag(text.replace('_', '-')))
        .filter(locale -> !locale.getLanguage().isEmpty());
  }

  /** The time zone in which the tenant's pages say times: UTC unless it set one that there is. */
  public ZoneId zone(TenantContext tenant) {
    return new Values(read(tenant, "general"))
        .text("timezone")
        .filter(ZoneId.getAvailableZoneIds()::contains)
        .<ZoneId>map(ZoneId::of)
        .orElse(ZoneId.of("UTC"));
  }

  private String name(TenantContext tenant) {
    return new Values(read(tenant, "general"))
        .text("displayName")
        .orElseGet(() -> names.of(tenant));
  }

  private Map<String, Object> read(TenantContext tenant, String section) {
    SettingsStore store = settings;
    return store == null ? Map.of() : store.read(tenant, section);
  }

  private record Values(Map<String, Object> map) {

    Optional<String> text(String name) {
      return map.get(name) instanceof String text && !text.isBlank()
          ? Optional.of(text)
          : Optional.empty();
    }

    Optional<String> url(String name) {
      return text(name).filter(url -> BrandingSettings.origin(url).isPresent());
    }

    boolean flag(String name, boolean otherwise) {
      return map.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    Colour colour(String name, String otherwise) {
      return text(name).flatMap(Colour::parse).orElseGet(() -> Colour.of(otherwise));
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
      String text = text(name).orElse("").toUpperCase(Locale.ROOT);
      for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
        if (constant.name().equals(text)) {
          return constant;
        }
      }
      return otherwise;
    }
  }
}
