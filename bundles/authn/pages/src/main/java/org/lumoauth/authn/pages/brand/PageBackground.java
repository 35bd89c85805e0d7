/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The background of a page, in addition to its background colour.
 *
 * @param gradient replaces the colour
 * @param imageUrl an image that replaces the colour, an https URL
 * @param overlay the opacity of the colour over the image, 0 to 100
 * @param texture a pattern on the colour or the gradient
 */
record PageBackground(
    Optional<LinearGradient> gradient,
    Optional<String> imageUrl,
    int overlay,
    Optional<BackgroundPattern> texture) {

  private static final double TEXT = 4.5;
  private static final double DARK = 0.08;
  private static final double LINE = 0.1;
  private static final int DARK_OVERLAY = 70;
  private static final int ALL = 100;

  /** Returns whether the brightness behind text is unknown because of an image. */
  boolean pictured() {
    return imageUrl.isPresent();
  }

  /** Adds the custom properties for the light theme: the layers, and the colour of text on them. */
  void light(Map<String, String> colours, RgbColour ground) {
    put(colours, ground, gradient, overlay);
  }

  /** Adds the custom properties for the dark theme, without a light gradient. */
  void dark(Map<String, String> colours, RgbColour ground) {
    put(
        colours,
        ground,
        gradient.filter(each -> each.luminance() < DARK),
        Math.max(overlay, DARK_OVERLAY));
  }

  private void put(
      Map<String, String> colours, RgbColour ground, Optional<LinearGradient> shown, int veil) {
    RgbColour ink = shown.map(LinearGradient::text).orElseGet(ground::text);
    Optional<LinearGradient> readable = shown.map(each -> each.under(ink, TEXT));
    RgbColour line = ground.mix(ink, LINE);
    colours.put("ground", ground.hex());
    colours.put("ground-ink", ink.hex());
    // On a gradient or pattern, secondary text has the same colour as other text.
    colours.put(
        "ground-muted",
        readable.isPresent()
            ? ink.hex()
            : ink.mix(ground, 0.35).readableOn(texture.isPresent() ? line : ground, TEXT).hex());
    colours.put("backdrop", layers(ground, readable, line, veil));
  }

  private String layers(
      RgbColour ground, Optional<LinearGradient> shown, RgbColour line, int veil) {
    if (imageUrl.isPresent()) {
      // A URI contains no quotes or backslashes.
      return veil(ground, veil) + ",url(\"" + imageUrl.get() + "\")";
    }
    String lines = texture.map(each -> each.css(line)).orElse("");
    String below = shown.map(LinearGradient::css).orElse("");
    String both = lines + (lines.isEmpty() || below.isEmpty() ? "" : ",") + below;
    return both.isEmpty() ? "none" : both;
  }

  private static String veil(RgbColour ground, int percent) {
    String colour =
        String.format(
            Locale.ROOT,
            "rgb(%d %d %d / %d%%)",
            ground.red(),
            ground.green(),
            ground.blue(),
            Math.min(percent, ALL));
    return "linear-gradient(" + colour + "," + colour + ")";
  }
}
