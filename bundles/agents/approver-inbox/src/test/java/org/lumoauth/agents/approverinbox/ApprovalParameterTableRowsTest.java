/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalParameterTableRowsTest {

  @Test
  void showsLongValueCompletely() {
    String query = "SELECT 1".repeat(1_900) + "; DROP TABLE customers";

    assertEquals(
        query, ApprovalParameterTableRows.rows(Map.of("query", query)).get(0).get("value"));
  }

  @Test
  void showsLongNameCompletely() {
    String name = "x".repeat(8_000);

    assertEquals(List.of(name + "1", name + "2"), names(Map.of(name + "1", 1, name + "2", 1)));
  }

  @Test
  void showsPathOfNestedValue() {
    var parameters = Map.of("url", Map.of("host", "a"), "to", List.of("b", List.of("c")));

    assertEquals(
        List.of("to \u203A [1]", "to \u203A [2] \u203A [1]", "url \u203A host"), names(parameters));
  }

  /** What an agent names must not look like what it does not name. */
  @ParameterizedTest
  @CsvSource({
    "url \u203A host, url\u203Ahost",
    "url\u203Ahost, url\u27E8U+203A\u27E9host",
    "[1], 1",
    "'', \u27E8\u27E9",
    "'a b', 'a  b'",
    "'a', 'a '",
    "'a', ' a'",
    "a\u200B, a\u27E8U+200B\u27E9"
  })
  void distinguishesLookAlikeNames(String one, String other) {
    List<String> names = names(Map.of(one, 1, other, 2));

    assertNotEquals(seen(names.get(0)), seen(names.get(1)));
  }

  @Test
  void distinguishesNestedFromTopLevelMembers() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("url", Map.of("host", "evil"));
    parameters.put("url \u203A host", "safe");
    parameters.put("", Map.of("a", 1));
    parameters.put("a", 2);
    parameters.put("to", List.of("b"));
    parameters.put("to \u203A [1]", "c");

    assertEquals(
        6, names(parameters).stream().map(ApprovalParameterTableRowsTest::seen).distinct().count());
  }

  @Test
  void distinguishesListIndexFromMemberName() {
    assertNotEquals(names(Map.of("to", List.of("b"))), names(Map.of("to", Map.of("[1]", "b"))));
    assertNotEquals(names(Map.of("to", List.of("b"))), names(Map.of("to", Map.of("1", "b"))));
  }

  private static List<String> names(Map<String, Object> parameters) {
    return ApprovalParameterTableRows.rows(parameters).stream()
        .map(row -> (String) row.get("name"))
        .toList();
  }

  /** As a browser shows it, which makes one space of several. */
  private static String seen(String name) {
    return name.replaceAll(" +", " ").strip();
  }
}
