package org.lumoauth.authn.pages.brand;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What lies behind a page beside its background colour.
 *
 * @param gradient in the place of the colour
 * @param imageUrl a picture in its place, an https URL
 * @param overlay how much of the colour lies on the picture, 0 to 100
 * @param texture lines on the colour or the gradient
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

  /** Whether nobody knows how light it is where text stands. */
  boolean pictured() {
    return imageUrl.isPresent();
  }

  /** Puts what the stylesheet needs in the light: the layers, and the text that stands on them. */
  void light(Map<String, String> colours, RgbColour ground) {
    put(colours, ground, gradient, overlay);
  }

  /** The same in the dark, which a light gradient is left out of. */
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
    // On a gradient or lines the quieter text is as clear as the rest.
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
      // A URI holds neither quotes nor backslashes.
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
