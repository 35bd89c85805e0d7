package org.lumoauth.authn.pages.brand;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.authn.pages.tenantstyle.TenantPageParts;

/**
 * How a tenant wants its pages to look.
 *
 * @param name what people call the tenant
 * @param showName whether it stands at the top
 * @param primary the colour of buttons and links
 * @param background what the page lies on
 * @param theme light, dark, or as the reader's device has it
 * @param corners how round fields and buttons are
 * @param logoUrl an https URL
 * @param faviconUrl an https URL
 * @param welcomeTitle replaces the first page's heading
 * @param welcomeSubtitle stands below it
 * @param termsUrl an https URL
 * @param privacyUrl an https URL
 * @param footerText stands below the page
 * @param poweredBy whether the page names LumoAuth
 * @param look how its parts are shaped and where they stand
 * @param own what the tenant wrote itself
 */
public record TenantBrand(
    String name,
    boolean showName,
    RgbColour primary,
    RgbColour background,
    BrandTheme theme,
    BrandCorners corners,
    Optional<String> logoUrl,
    Optional<String> faviconUrl,
    Optional<String> welcomeTitle,
    Optional<String> welcomeSubtitle,
    Optional<String> termsUrl,
    Optional<String> privacyUrl,
    Optional<String> footerText,
    boolean poweredBy,
    BrandShape look,
    TenantPageParts own) {

  /** Which light a page is in. */
  enum BrandTheme {
    AUTO,
    LIGHT,
    DARK
  }

  /** How round fields and buttons are. */
  enum BrandCorners {
    ROUNDED("10px"),
    SQUARE("2px"),
    PILL("24px");

    private final String radius;

    BrandCorners(String radius) {
      this.radius = radius;
    }
  }

  /** Origins that pictures come from. */
  public Set<String> pictureOrigins() {
    return Stream.of(logoUrl, faviconUrl, look.backdrop().imageUrl(), look.panel().imageUrl())
        .flatMap(Optional::stream)
        .flatMap(url -> BrandingSettings.origin(url).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Classes by which the stylesheet knows how the parts of pages are shaped. */
  public String classes() {
    return look.classes();
  }

  /** Whether a panel stands beside narrow pages. */
  public boolean split() {
    return look.split();
  }

  private String panel() {
    return look.panel().imageUrl().map(url -> "--panel:url(\"" + url + "\");").orElse("");
  }

  /** The tenant's part of the stylesheet: its colours as custom properties. */
  public String css() {
    String shape = ":root{--radius:" + corners.radius + ";" + panel() + "}";
    return shape
        + switch (theme) {
          case LIGHT -> ":root{color-scheme:light;}" + ColourPalette.light(this).css(":root");
          case DARK -> ":root{color-scheme:dark;}" + ColourPalette.dark(this).css(":root");
          case AUTO ->
              ":root{color-scheme:light dark;}"
                  + ColourPalette.light(this).css(":root")
                  + "@media (prefers-color-scheme:dark){"
                  + ColourPalette.dark(this).css(":root")
                  + "}";
        };
  }
}
