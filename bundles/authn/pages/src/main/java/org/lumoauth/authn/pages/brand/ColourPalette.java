/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The colours of the pages for a light or dark theme, by CSS custom property. Colours derived from
 * the tenant's colours are adjusted as little as necessary to be readable (WCAG 2.2, 1.4.3 and
 * 1.4.11).
 */
record ColourPalette(Map<String, String> colours) {
  private static final double TEXT = 4.5;
  private static final double CONTROL = 3;

  static ColourPalette light(TenantBrand brand) {
    RgbColour ground = brand.background();
    Map<String, String> colours = new LinkedHashMap<>();
    colours.put("surface", "#ffffff");
    colours.put("ink", "#14171c");
    colours.put("muted", "#545c69");
    colours.put("line", "#e1e4ea");
    colours.put("edge", "#838b98");
    colours.put("field", "#ffffff");
    colours.put("quiet", "#f3f4f7");
    colours.put("quiet-hover", "#e9ebf0");
    colours.put("danger", "#b3261e");
    colours.put("danger-tint", "#fdf1f0");
    colours.put("danger-line", "#f3c9c6");
    colours.put("warn", "#7d4e00");
    colours.put("warn-tint", "#fef6e7");
    colours.put("warn-line", "#f2d9a6");
    colours.put("ok", "#17693a");
    colours.put("ok-tint", "#eef8f1");
    colours.put("ok-line", "#bfe2cb");
    colours.put("shadow", "0 1px 2px rgb(20 23 28 / 4%), 0 12px 32px -8px rgb(20 23 28 / 10%)");
    brand.look().backdrop().light(colours, ground);
    putBrand(colours, brand.primary(), RgbColour.WHITE);
    return new ColourPalette(colours);
  }

  static ColourPalette dark(TenantBrand brand) {
    // A light background would be too bright for readers who prefer dark pages.
    RgbColour ground =
        brand.background().luminance() < 0.08 ? brand.background() : RgbColour.of("#0e1116");
    Map<String, String> colours = new LinkedHashMap<>();
    colours.put("surface", "#171b21");
    colours.put("ink", "#eceef2");
    colours.put("muted", "#a3abb8");
    colours.put("line", "#2b313a");
    colours.put("edge", "#6f7885");
    colours.put("field", "#11151a");
    colours.put("quiet", "#21262e");
    colours.put("quiet-hover", "#2a303a");
    colours.put("danger", "#ff9a92");
    colours.put("danger-tint", "#2c1918");
    colours.put("danger-line", "#5c2d2a");
    colours.put("warn", "#f3c063");
    colours.put("warn-tint", "#2a2111");
    colours.put("warn-line", "#57441d");
    colours.put("ok", "#6fd394");
    colours.put("ok-tint", "#13261a");
    colours.put("ok-line", "#275338");
    colours.put("shadow", "0 1px 2px rgb(0 0 0 / 30%), 0 12px 32px -8px rgb(0 0 0 / 40%)");
    brand.look().backdrop().dark(colours, ground);
    putBrand(colours, brand.primary(), RgbColour.of("#171b21"));
    return new ColourPalette(colours);
  }

  private static void putBrand(Map<String, String> colours, RgbColour primary, RgbColour surface) {
    RgbColour on = primary.text();
    RgbColour hover =
        primary.mix(on.equals(RgbColour.WHITE) ? RgbColour.BLACK : RgbColour.WHITE, 0.12);
    RgbColour ring = primary.readableOn(surface, CONTROL);
    colours.put("brand", primary.hex());
    colours.put("brand-hover", hover.hex());
    colours.put("on-brand", on.hex());
    colours.put("brand-edge", ring.hex());
    RgbColour tint = surface.mix(ring, 0.1);
    colours.put("brand-ink", primary.readableOn(surface, TEXT).readableOn(tint, TEXT).hex());
    colours.put("brand-tint", tint.hex());
  }

  String css(String selector) {
    StringBuilder css = new StringBuilder(selector).append('{');
    colours.forEach(
        (name, value) -> css.append("--").append(name).append(':').append(value).append(';'));
    return css.append('}').toString();
  }
}
