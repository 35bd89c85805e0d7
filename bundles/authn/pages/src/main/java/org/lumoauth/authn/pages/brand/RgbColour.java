/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A colour in sRGB.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record RgbColour(int red, int green, int blue) {

  static final RgbColour WHITE = new RgbColour(255, 255, 255);
  static final RgbColour BLACK = new RgbColour(0, 0, 0);

  private static final Pattern HEX = Pattern.compile("#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?");

  /** Parses {@code #rgb} or {@code #rrggbb}; empty for other texts. */
  static Optional<RgbColour> parse(String text) {
    if (!HEX.matcher(text).matches()) {
      return Optional.empty();
    }
    String digits = text.substring(1);
    if (digits.length() == 3) {
      digits = digits.replaceAll("(.)", "$1$1");
    }
    int value = Integer.parseInt(digits, 16);
    return Optional.of(new RgbColour(value >> 16, value >> 8 & 0xff, value & 0xff));
  }

  /** Returns a built-in colour. */
  static RgbColour of(String hex) {
    return parse(hex)
        .orElseThrow(
            () -> new IllegalArgumentException("a color must have the form #rrggbb, not: " + hex));
  }

  String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /** Returns the relative luminance (WCAG 2.2), 0 to 1. */
  double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /** Returns the contrast ratio (WCAG 2.2), 1 to 21. */
  double contrast(RgbColour other) {
    double mine = luminance();
    double others = other.luminance();
    return (Math.max(mine, others) + 0.05) / (Math.min(mine, others) + 0.05);
  }

  /** Returns this colour mixed with a part of another, 0 to 1. */
  RgbColour mix(RgbColour other, double part) {
    return new RgbColour(
        mix(red, other.red, part), mix(green, other.green, part), mix(blue, other.blue, part));
  }

  private static int mix(int mine, int others, double part) {
    return (int) Math.round(mine + (others - mine) * part);
  }

  /** Returns the nearest shade of this colour with this contrast ratio to a background. */
  RgbColour readableOn(RgbColour background, double ratio) {
    RgbColour towards = WHITE.contrast(background) > BLACK.contrast(background) ? WHITE : BLACK;
    for (int step = 0; step < 100; step++) {
      RgbColour shade = mix(towards, step / 100.0);
      if (shade.contrast(background) >= ratio) {
        return shade;
      }
    }
    return towards;
  }

  /** Returns the text colour for this background: white if readable, otherwise near black. */
  RgbColour text() {
    if (contrast(WHITE) >= 4.5) {
      return WHITE;
    }
    RgbColour dark = of("#14171c");
    return contrast(dark) >= 4.5 ? dark : BLACK;
  }
}
