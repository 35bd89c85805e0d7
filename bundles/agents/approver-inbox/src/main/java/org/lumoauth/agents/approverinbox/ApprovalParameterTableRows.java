/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.platform.web.text.UntrustedTextEscaper;

/**
 * Renders all parameters as rows of a name and a value. No parameter is omitted: people approve
 * only the content that is displayed.
 */
final class ApprovalParameterTableRows {

  private final List<Map<String, Object>> rows = new ArrayList<>();

  private ApprovalParameterTableRows() {}

  static List<Map<String, Object>> rows(Map<String, Object> parameters) {
    var shown = new ApprovalParameterTableRows();
    shown.walk(Optional.empty(), parameters);
    return shown.rows;
  }

  private void walk(Optional<String> path, Object value) {
    if (value instanceof Map<?, ?> members && !members.isEmpty()) {
      Map<String, Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put(String.valueOf(name), member));
      sorted.forEach(
          (name, member) -> walk(join(path, UntrustedTextEscaper.escapeName(name)), member));
    } else if (value instanceof List<?> items && !items.isEmpty()) {
      for (int i = 0; i < items.size(); i++) {
        walk(join(path, "[" + (i + 1) + "]"), items.get(i));
      }
    } else {
      rows.add(Map.of("name", path.orElse(""), "value", text(value)));
    }
  }

  private static Optional<String> join(Optional<String> path, String name) {
    return Optional.of(path.map(whole -> whole + UntrustedTextEscaper.WITHIN + name).orElse(name));
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    return value instanceof List<?>
        ? "[]"
        : UntrustedTextEscaper.escapeLines(String.valueOf(value));
  }
}
