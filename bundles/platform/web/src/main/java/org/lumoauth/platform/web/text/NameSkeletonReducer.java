/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reduces names to their visual skeleton: two names with the same skeleton can be mistaken for each
 * other (UTS 39 section 4). Upper and lower case, runs of spaces and letter variants such as
 * full-width forms are treated as equal.
 */
public final class NameSkeletonReducer {

  private static final String TABLE = "confusables.txt";

  /** A bar that looks like the letter l; the table contains only its dotless form. */
  private static final int SMALL_PALOCHKA = 0x4CF;

  private static final Map<Integer, String> PROTOTYPES = read();

  private NameSkeletonReducer() {}

  /** Returns the skeleton of a name. */
  public static String of(String name) {
    String shape = prototypes(Normalizer.normalize(name, Normalizer.Form.NFKD));
    return Normalizer.normalize(shape, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("\\s+", " ");
  }

  private static String prototypes(String decomposed) {
    StringBuilder shape = new StringBuilder(decomposed.length());
    for (int point : decomposed.codePoints().filter(DisplayNameValidator::isVisible).toArray()) {
      String prototype = PROTOTYPES.get(point);
      if (prototype == null) {
        shape.appendCodePoint(point);
      } else {
        shape.append(prototype);
      }
    }
    return shape.toString();
  }

  private static Map<Integer, String> read() {
    Map<Integer, String> read = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                NameSkeletonReducer.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(points -> read.put(Integer.parseInt(points[0], 16), text(points)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read.put(SMALL_PALOCHKA, "l");
    return Map.copyOf(read);
  }

  private static String text(String[] points) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < points.length; i++) {
      text.appendCodePoint(Integer.parseInt(points[i], 16));
    }
    return text.toString();
  }
}
