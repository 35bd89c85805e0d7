/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The preferences of an {@code Accept} header (RFC 9110 section 12.5.1). Of the parameters only the
 * weight is evaluated.
 *
 * @param weights the weights by media range, in lower case
 */
public record MediaTypePreferences(Map<String, Double> weights) {

  private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");

  /** Parses the header value. */
  public static MediaTypePreferences of(String header) {
    Map<String, Double> weights = new HashMap<>();
    for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      weights.merge(parts.length == 0 ? "" : parts[0].strip(), weight(parts), Math::max);
    }
    return new MediaTypePreferences(weights);
  }

  /** Returns the quality of a media type that the header lists by name; 0 if it does not. */
  public double qualityOf(String mediaType) {
    return weights.getOrDefault(mediaType, 0.0);
  }

  /** Returns the quality of a media type, from the most specific matching range. */
  public double of(String type, String subtype) {
    return weights.getOrDefault(
        type + "/" + subtype, weights.getOrDefault(type + "/*", weights.getOrDefault("*/*", 0.0)));
  }

  private static double weight(String[] parts) {
    return Arrays.stream(parts)
        .skip(1)
        .map(String::strip)
        .filter(part -> part.startsWith("q="))
        .map(part -> part.substring(2))
        .filter(text -> WEIGHT.matcher(text).matches())
        .findFirst()
        .map(Double::valueOf)
        .orElse(1.0);
  }
}
