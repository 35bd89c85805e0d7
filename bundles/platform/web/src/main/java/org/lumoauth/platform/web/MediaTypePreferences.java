package org.lumoauth.platform.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an {@code MediaTypePreferences} header says (RFC 9110 section 12.5.1). Of the parameters the
 * weight alone is looked at.
 *
 * @param weights by media range, in small letters
 */
public record MediaTypePreferences(Map<String, Double> weights) {

  private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");

  /** Reads the header's value. */
  public static MediaTypePreferences of(String header) {
    Map<String, Double> weights = new HashMap<>();
    for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      weights.merge(parts.length == 0 ? "" : parts[0].strip(), weight(parts), Math::max);
    }
    return new MediaTypePreferences(weights);
  }

  /** How much a media type is wanted that is named; not at all where it is not. */
  public double qualityOf(String mediaType) {
    return weights.getOrDefault(mediaType, 0.0);
  }

  /** How much a media type is wanted: the most specific range says it. */
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
