/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import java.util.ArrayList;
import java.util.List;

/** The decisions as a table, one line per tool. A line has at most {@link #WIDTH} characters. */
final class Table {

  /** 100 columns minus the narrator's indentation. */
  static final int WIDTH = 97;

  private record Row(String tool, boolean allowed, String reason) {

    String answer() {
      return allowed ? "allowed" : "denied";
    }
  }

  private final List<Row> rows = new ArrayList<>();

  /**
   * Adds a line.
   *
   * @param reason the reason code
   */
  void add(String tool, boolean allowed, String reason) {
    rows.add(new Row(tool, allowed, reason));
  }

  long allowed() {
    return rows.stream().filter(Row::allowed).count();
  }

  long denied() {
    return rows.size() - allowed();
  }

  List<String> lines() {
    int width = rows.stream().mapToInt(row -> row.tool().length()).max().orElse(0);
    var format = "%-" + Math.max(width, "tool".length()) + "s  %-7s  %s";
    var lines = new ArrayList<String>();
    lines.add(String.format(format, "tool", "answer", "reason"));
    rows.forEach(
        row -> lines.add(cut(String.format(format, row.tool(), row.answer(), row.reason()))));
    return lines;
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
