/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Validated settings for pages: malformed values count as not set. */
record BrandSettingsReader(Map<String, Object> map) {

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

  int number(String name, int otherwise) {
    return map.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  RgbColour colour(String name, String otherwise) {
    return text(name).flatMap(RgbColour::parse).orElseGet(() -> RgbColour.of(otherwise));
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    String text = text(name).orElse("").toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    return otherwise;
  }

  /** Returns the shapes of the parts of a page. */
  BrandComponentStyle look() {
    return new BrandComponentStyle(
        choice("buttonStyle", BrandComponentStyle.ButtonShape.FILLED),
        choice("formCardStyle", BrandComponentStyle.CardShape.CARD),
        choice("layout", BrandComponentStyle.CardLayout.CENTERED),
        backdrop(),
        new BrandComponentStyle.SplitPanel(
            text("splitPanelTitle"), text("splitPanelSubtitle"), url("splitPanelImageUrl")),
        text("buttonText"),
        flag("showTenantInSubtitle", false));
  }

  private PageBackground backdrop() {
    String type = text("backgroundType").orElse("solid");
    boolean lines = type.equals("pattern") || flag("showBackgroundPattern", false);
    return new PageBackground(
        text("backgroundGradient")
            .or(() -> Optional.of(BrandingSettings.GRADIENT))
            .filter(text -> type.equals("gradient"))
            .flatMap(LinearGradient::parse),
        url("backgroundImageUrl").filter(url -> type.equals("image")),
        number("backgroundOverlayOpacity", BrandingSettings.OVERLAY),
        lines
            ? Optional.of(choice("backgroundPatternStyle", BackgroundPattern.HEXAGONAL))
            : Optional.empty());
  }
}
