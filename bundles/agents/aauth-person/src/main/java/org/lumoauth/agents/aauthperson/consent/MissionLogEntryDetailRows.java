/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.interaction.JsonParameterTableRows;

/**
 * The rows of a mission's log on the page, shortened to the available space; the API returns all
 * data. People's answers come first, so that an agent's own texts cannot displace them.
 */
final class MissionLogEntryDetailRows {

  private static final List<String> FIRST = List.of("outcome", "to", "action");
  private static final int MOST_ROWS = 60;
  private static final int LONGEST = 1_000;
  private static final String MORE = "…";

  private MissionLogEntryDetailRows() {}

  /**
   * Returns the rows, each with {@code name} and {@code value}, in the format of action parameters.
   */
  static List<Map<String, Object>> of(Map<String, Object> details) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    FIRST.forEach(name -> ordered.put(name, details.get(name)));
    details.forEach(ordered::putIfAbsent);
    ordered.values().removeIf(value -> value == null || "".equals(value) || Map.of().equals(value));
    List<Map<String, Object>> all = JsonParameterTableRows.of(ordered);
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Map<String, Object> row : all.subList(0, Math.min(MOST_ROWS, all.size()))) {
      shown.add(Map.of("name", cut(row.get("name")), "value", cut(row.get("value"))));
    }
    if (all.size() > MOST_ROWS) {
      shown.add(Map.of("name", MORE, "value", MORE));
    }
    return shown;
  }

  private static String cut(Object text) {
    String whole = (String) text;
    return whole.length() > LONGEST
        ? whole.substring(0, whole.offsetByCodePoints(0, LONGEST / 2)) + MORE
        : whole;
  }
}
