/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds table rows for the console with lines of at most {@link #WIDTH} characters. Shortened
 * columns end in {@code ...}; all others, such as identifiers, remain complete.
 */
public final class ConsoleTableBuilder {

  /** The maximum line length. */
  public static final int WIDTH = 100;

  private static final int SEPARATOR = 3;
  private static final int SHORTEST = 8;
  private static final String ELLIPSIS = "...";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** Creates an empty table with this header. */
  public ConsoleTableBuilder(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row. Characters that a terminal could act on are replaced by a question mark. */
  public ConsoleTableBuilder add(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException("A row must have " + header.size() + " cells.");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?"));
    }
    rows.add(row);
    return this;
  }

  /** Returns the header. */
  public List<String> header() {
    return header;
  }

  /**
   * Returns the rows, shortened to fit.
   *
   * @param shortened the headers of the columns that may be shortened, in column order
   */
  public List<List<String>> fitting(String... shortened) {
    int[] widths = new int[header.size()];
    int line = (widths.length - 1) * SEPARATOR;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(i);
      line += widths[i];
    }
    for (String name : shortened) {
      int column = header.indexOf(name);
      int least = Math.max(SHORTEST, name.length());
      int taken = Math.max(0, Math.min(line - WIDTH, widths[column] - least));
      widths[column] -= taken;
      line -= taken;
    }
    return rows.stream().map(row -> cut(row, widths)).toList();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> length(row.get(column)))
        .reduce(header.get(column).length(), Math::max);
  }

  private static List<String> cut(List<String> row, int[] widths) {
    List<String> cut = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cut.add(shortened(row.get(i), widths[i]));
    }
    return List.copyOf(cut);
  }

  /**
   * Returns the text with at most this many characters; the last three of a shortened text are
   * {@code ...}.
   */
  public static String shortened(String text, int length) {
    return length(text) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - ELLIPSIS.length())) + ELLIPSIS;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
