/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A linear gradient with two to five colours. No other CSS from a setting is inserted into a
 * stylesheet.
 *
 * @param degrees the direction, 0 to 360
 * @param stops the colours with their positions
 */
record LinearGradient(int degrees, List<GradientStop> stops) {
  private static final String STOP = "(#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?)(?:\\s+(\\d{1,3})%)?";
  private static final Pattern ONE = Pattern.compile(STOP);
  private static final Pattern WHOLE =
      Pattern.compile("linear-gradient\\(\\s*(\\d{1,3})deg((?:\\s*,\\s*" + STOP + "){2,5})\\s*\\)");
  private static final int ROUND = 360;
  private static final int ALL = 100;

  /**
   * A colour of a gradient.
   *
   * @param percent the position; evenly distributed if empty
   */
  record GradientStop(RgbColour colour, Optional<Integer> percent) {

    String css() {
      return colour.hex() + percent.map(at -> " " + at + "%").orElse("");
    }
  }

  /**
   * Parses {@code linear-gradient(135deg, #3a4fd0 0%, #8a3ffc 100%)}; empty if the text is not a
   * valid gradient.
   */
  static Optional<LinearGradient> parse(String text) {
    Matcher whole = WHOLE.matcher(text.strip());
    if (!whole.matches() || Integer.parseInt(whole.group(1)) > ROUND) {
      return Optional.empty();
    }
    List<GradientStop> stops = new ArrayList<>();
    Matcher one = ONE.matcher(whole.group(2));
    while (one.find()) {
      Optional<Integer> percent = Optional.ofNullable(one.group(2)).map(Integer::valueOf);
      if (percent.filter(at -> at > ALL).isPresent()) {
        return Optional.empty();
      }
      stops.add(new GradientStop(RgbColour.of(one.group(1)), percent));
    }
    return Optional.of(new LinearGradient(Integer.parseInt(whole.group(1)), List.copyOf(stops)));
  }

  /** Returns the text colour that requires the least change of the gradient's colours. */
  RgbColour text() {
    return stops.get(0).colour().mix(stops.get(stops.size() - 1).colour(), 0.5).text();
  }

  /** Returns a copy in the nearest shades on which this text is readable. */
  LinearGradient under(RgbColour text, double ratio) {
    return new LinearGradient(
        degrees,
        stops.stream()
            .map(stop -> new GradientStop(stop.colour().readableOn(text, ratio), stop.percent()))
            .toList());
  }

  /** Returns the luminance of the lightest colour, 0 to 1. */
  double luminance() {
    return stops.stream().mapToDouble(stop -> stop.colour().luminance()).max().orElse(0);
  }

  String css() {
    return stops.stream()
        .map(GradientStop::css)
        .collect(Collectors.joining(",", "linear-gradient(" + degrees + "deg,", ")"));
  }
}
