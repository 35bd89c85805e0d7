package org.lumoauth.tour;

import java.util.ArrayList;
import java.util.List;

/** What was asked and what the answer was. */
final class Table {

  private record Row(String action, boolean allowed, String reason) {}

  private final List<Row> rows = new ArrayList<>();

  void add(String action, boolean allowed, String reason) {
    rows.add(new Row(action, allowed, reason));
  }

  long allowed() {
    return rows.stream().filter(Row::allowed).count();
  }

  long denied() {
    return rows.size() - allowed();
  }

  List<String> lines() {
    int width = rows.stream().mapToInt(row -> row.action().length()).max().orElse(0);
    var format = "%-" + Math.max(width, "action".length()) + "s  %-7s  %s";
    var lines = new ArrayList<String>();
    lines.add(String.format(format, "action", "allowed", "reason"));
    rows.forEach(
        row ->
            lines.add(
                String.format(format, row.action(), row.allowed() ? "yes" : "no", row.reason())));
    return lines;
  }
}
