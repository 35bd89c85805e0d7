/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.authn.pages.tenantstyle.TenantPageCustomization;

/**
 * The branding of a tenant's pages.
 *
 * @param name the tenant's display name
 * @param showName whether the name is shown at the top
 * @param primary the colour of buttons and links
 * @param background the background colour
 * @param theme light, dark, or following the reader's device
 * @param corners the corners of fields and buttons
 * @param logoUrl an https URL
 * @param faviconUrl an https URL
 * @param welcomeTitle replaces the heading of the first page
 * @param welcomeSubtitle the text below the heading
 * @param termsUrl an https URL
 * @param privacyUrl an https URL
 * @param footerText the text at the bottom of the page
 * @param poweredBy whether the page names LumoAuth
 * @param look the shapes and the layout
 * @param own the tenant's custom style sheet and HTML
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
    BrandComponentStyle look,
    TenantPageCustomization own) {

  /** The themes of a page. */
  enum BrandTheme {
    AUTO,
    LIGHT,
    DARK
  }

  /** The corners of fields and buttons. */
  enum BrandCorners {
    ROUNDED("10px"),
    SQUARE("2px"),
    PILL("24px");

    private final String radius;

    BrandCorners(String radius) {
      this.radius = radius;
    }
  }

  /** Returns the origins of images. */
  public Set<String> pictureOrigins() {
    return Stream.of(logoUrl, faviconUrl, look.backdrop().imageUrl(), look.panel().imageUrl())
        .flatMap(Optional::stream)
        .flatMap(url -> BrandingSettings.origin(url).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the CSS classes for the shapes of the page's parts. */
  public String classes() {
    return look.classes();
  }

  /** Returns whether narrow pages have a panel. */
  public boolean split() {
    return look.split();
  }

  private String panel() {
    return look.panel().imageUrl().map(url -> "--panel:url(\"" + url + "\");").orElse("");
  }

  /** Returns the tenant's part of the stylesheet: its colours as custom properties. */
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
