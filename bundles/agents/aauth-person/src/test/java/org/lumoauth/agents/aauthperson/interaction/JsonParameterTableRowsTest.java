/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonParameterTableRowsTest {

  @Test
  void showsNestedParametersInOrder() {
    Map<String, Object> mail = new LinkedHashMap<>();
    mail.put("to", List.of("ada@example.com", Map.of("name", "Eve")));
    mail.put("count", 2);
    mail.put("none", null);
    mail.put("empty", Map.of());

    assertEquals(
        List.of(
            "to[0] \"ada@example.com\"", "to[1].name \"Eve\"", "count 2", "none null", "empty {}"),
        lines(mail));
  }

  @Test
  void escapesInvisibleAndBidirectionalCharacters() {
    assertEquals(
        List.of("to \"a\\u{202E}b\\u{200B}c\\u{00A0}d\\ne \\u{0020}f\\\"g\\\\h\\u{E0100}\""),
        lines(Map.of("to", "a\u202Eb\u200Bc\u00A0d\ne  f\"g\\h\uDB40\uDD00")));
  }

  @Test
  void rendersDifferentObjectsDifferently() {
    assertNotEquals(lines(Map.of("a", Map.of("b", 1))), lines(Map.of("a.b", 1)));
    assertNotEquals(lines(Map.of("a", List.of(1))), lines(Map.of("a[0]", 1)));
    assertNotEquals(lines(Map.of("a", 1)), lines(Map.of("a", "1")));
    assertNotEquals(lines(Map.of("a", "{}")), lines(Map.of("a", Map.of())));
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("a", null);
    assertNotEquals(lines(nothing), lines(Map.of("a", "null")));
  }

  private static List<String> lines(Map<String, Object> object) {
    return JsonParameterTableRows.of(object).stream()
        .map(row -> row.get("name") + " " + row.get("value"))
        .toList();
  }
}
