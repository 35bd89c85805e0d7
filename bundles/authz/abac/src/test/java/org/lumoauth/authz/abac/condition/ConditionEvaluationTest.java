/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionEvaluationTest {

  private final Map<String, Object> known = new HashMap<>();

  private TriState truth(Object conditions) {
    return ConditionParser.parse(conditions).evaluate(attributes()).truth();
  }

  private AttributeLookup attributes() {
    return new AttributeLookup() {
      @Override
      public Object value(AttributePath path) {
        return known.get(path.toString());
      }

      @Override
      public String action() {
        return "read";
      }
    };
  }

  private static Map<String, Object> is(String attribute, String operator, Object value) {
    return Map.of("attribute", attribute, "operator", operator, "value", value);
  }

  private TriState compare(Object value, String operator, Object other) {
    known.put("user.x", value);
    return truth(is("user.x", operator, other));
  }

  @Test
  void comparesStringsExactly() {
    assertEquals(TriState.TRUE, compare("sales", "equals", "sales"));
    assertEquals(TriState.FALSE, compare("Sales", "equals", "sales"));
    assertEquals(TriState.FALSE, compare("sales ", "equals", "sales"));
    assertEquals(TriState.TRUE, compare("Sales", "not_equals", "sales"));
  }

  @Test
  void comparesNumbersByValue() {
    assertEquals(TriState.TRUE, compare(1, "equals", 1.0));
    assertEquals(TriState.TRUE, compare(new BigDecimal("1.00"), "equals", 1));
    assertEquals(TriState.TRUE, compare(9_007_199_254_740_993L, "gt", 9_007_199_254_740_992L));
    assertEquals(TriState.FALSE, compare(2, "gt", 10));
  }

  @Test
  void acceptsOperatorAliases() {
    assertEquals(TriState.TRUE, compare(3, "greater_than", 2));
    assertEquals(TriState.TRUE, compare(1, "less_than", 2));
    assertEquals(TriState.TRUE, compare(2, "gte", 2));
    assertEquals(TriState.TRUE, compare(2, "greater_than_or_equal", 2));
    assertEquals(TriState.TRUE, compare(2, "lte", 2));
    assertEquals(TriState.TRUE, compare(2, "less_than_or_equal", 2));
  }

  @Test
  void isUnknownForValuesOfDifferentTypes() {
    assertEquals(TriState.UNKNOWN, compare("3", "equals", 3));
    assertEquals(TriState.UNKNOWN, compare("3", "not_equals", 3));
    assertEquals(TriState.UNKNOWN, compare(true, "equals", "true"));
    assertEquals(TriState.UNKNOWN, compare(List.of("a"), "equals", "a"));
    assertEquals(TriState.UNKNOWN, compare(Map.of("a", 1), "not_equals", "a"));
    assertEquals(TriState.UNKNOWN, compare("3", "not_in", List.of(3, 4)));
    assertEquals(TriState.UNKNOWN, compare(Double.NaN, "not_equals", 1));
  }

  @Test
  void isUnknownForMissingAttributeExceptExistence() {
    for (String operator : List.of("equals", "not_equals", "gt", "lte")) {
      assertEquals(TriState.UNKNOWN, truth(is("user.gone", operator, 1)), operator);
    }
    assertEquals(TriState.UNKNOWN, truth(is("user.gone", "not_in", List.of(1))));
    assertEquals(TriState.UNKNOWN, truth(is("user.gone", "not_contains", "a")));
    assertEquals(TriState.FALSE, truth(Map.of("attribute", "user.gone", "operator", "exists")));
    assertEquals(TriState.TRUE, truth(Map.of("attribute", "user.gone", "operator", "not_exists")));
  }

  @Test
  void ordersOnlyNumbersAndDates() {
    assertEquals(TriState.TRUE, compare("2026-02-01", "gt", "2026-01-31"));
    assertEquals(TriState.TRUE, compare("2026-01-31T23:00:00-02:00", "gt", "2026-01-31"));
    assertEquals(TriState.FALSE, compare("2026-01-31T01:00:00+02:00", "gte", "2026-01-31"));
    assertEquals(TriState.UNKNOWN, compare("b", "gt", "2026-01-31"));
    assertEquals(TriState.UNKNOWN, compare("10", "gt", 9));
    assertEquals(TriState.UNKNOWN, compare(true, "gt", 0));
  }

  @Test
  void evaluatesContainsAndInOperators() {
    assertEquals(TriState.TRUE, compare(List.of("a", "b"), "contains", "b"));
    assertEquals(TriState.FALSE, compare(List.of("a", "b"), "contains", "c"));
    assertEquals(TriState.TRUE, compare(List.of("a", "b"), "not_contains", "c"));
    assertEquals(TriState.UNKNOWN, compare(List.of("a", 1), "not_contains", "c"));
    assertEquals(TriState.TRUE, compare(List.of("a", 1), "contains", "a"));
    assertEquals(TriState.TRUE, compare("abc", "contains", "bc"));
    assertEquals(TriState.TRUE, compare("a", "in", List.of("a", "b")));
    assertEquals(TriState.FALSE, compare("a", "not_in", List.of("a", "b")));
  }

  @Test
  void matchesRegexAnywhereUnlessAnchored() {
    assertEquals(TriState.TRUE, compare("ada@example.com", "matches", "example"));
    assertEquals(TriState.FALSE, compare("ada@example.com.evil", "matches", "@example\\.com$"));
    assertEquals(TriState.FALSE, compare("x\nada", "matches", "^ada"));
    assertEquals(TriState.UNKNOWN, compare(5, "matches", "5"));
  }

  @Test
  void matchesRegexInLinearTime() {
    long start = System.nanoTime();

    assertEquals(TriState.FALSE, compare("a".repeat(8_000) + "!", "matches", "^(a+)+$"));

    assertTrue(System.nanoTime() - start < 20_000_000_000L); // else it takes for ever
  }

  @Test
  void resolvesReferencesToOtherAttributes() {
    known.put("user.id", "usr_1");
    known.put("resource.owner_id", "usr_1");
    known.put("resource.readers", List.of("usr_2", "usr_1"));

    assertEquals(TriState.TRUE, truth(is("user.id", "equals", "$resource.owner_id")));
    assertEquals(TriState.TRUE, truth(is("user.id", "in", "$resource.readers")));
    assertEquals(TriState.TRUE, truth(is("user.id", "in", List.of("x", "$resource.owner_id"))));
    assertEquals(TriState.UNKNOWN, truth(is("user.id", "not_equals", "$resource.gone")));
    assertEquals(TriState.UNKNOWN, truth(is("user.id", "not_in", List.of("$resource.gone"))));
  }

  @Test
  void treatsDoubledDollarSignAsLiteral() {
    assertEquals(TriState.TRUE, compare("$5", "equals", "$$5"));
  }

  @Test
  void acceptsMixedConditionFormats() {
    known.put("user.department", "sales");
    known.put("env.hour", 1);
    known.put("environment.hour", 10);
    var mixed =
        Map.of(
            "operator",
            "AND",
            "conditions",
            List.of(
                Map.of("subject", "user.department", "operator", "equals", "value", "sales"),
                Map.of(
                    "any",
                    List.of(is("env.hour", "gte", 9), is("context.hour", "gt", 20)),
                    "none",
                    List.of(is("environment.hour", "gt", 17)))));

    assertEquals(TriState.TRUE, truth(mixed));
  }

  @Test
  void negatesOnlyKnownValues() {
    known.put("user.x", 1);
    assertEquals(
        TriState.FALSE,
        truth(Map.of("operator", "NOT", "conditions", List.of(is("user.x", "equals", 1)))));
    assertEquals(
        TriState.UNKNOWN,
        truth(Map.of("operator", "NOT", "conditions", List.of(is("user.y", "equals", 1)))));
    assertEquals(TriState.UNKNOWN, truth(Map.of("none", List.of(is("user.y", "equals", 1)))));
  }

  @Test
  void explainsResultWithoutAttributeValues() {
    known.put("user.x", "confidential");

    var finding =
        ConditionParser.parse(
                Map.of(
                    "all", List.of(is("user.x", "exists", true), is("user.x", "equals", "other"))))
            .evaluate(attributes());

    assertEquals(TriState.FALSE, finding.truth());
    assertEquals(1, finding.reason().because().size());
    assertEquals("condition_fails", finding.reason().because().get(0).code());
    assertTrue(!finding.reason().toString().contains("confidential"));
  }

  private static String refusal(Object conditions) {
    return assertThrows(InvalidConditionException.class, () -> ConditionParser.parse(conditions))
        .path();
  }

  @Test
  void reportsPathOfMalformedCondition() {
    assertEquals("conditions", refusal(List.of()));
    assertEquals("conditions", refusal("x"));
    assertEquals("conditions.all", refusal(Map.of("all", List.of())));
    assertEquals("conditions.all", refusal(Map.of("all", Map.of())));
    assertEquals("conditions.all[0]", refusal(Map.of("all", List.of(Map.of()))));
    assertEquals("conditions", refusal(Map.of("all", List.of(1), "more", 1)));
    assertEquals(
        "conditions.all[1].operator",
        refusal(Map.of("all", List.of(is("user.x", "eq", 1), is("user.x", "like", "a")))));
    assertEquals(
        "conditions.operator", refusal(Map.of("operator", "XOR", "conditions", List.of(1))));
    assertEquals("conditions.attribute", refusal(is("users.x", "eq", 1)));
    assertEquals("conditions.attribute", refusal(is("user.x.y", "eq", 1)));
    assertEquals(
        "conditions",
        refusal(Map.of("attribute", "user.x", "subject", "user.x", "operator", "eq", "value", 1)));
    assertEquals("conditions.value", refusal(Map.of("attribute", "user.x", "operator", "equals")));
    assertEquals("conditions.value", refusal(is("user.x", "eq", "$nothing")));
    assertEquals("conditions.value", refusal(is("user.x", "eq", "$")));
    assertEquals("conditions.value", refusal(is("user.x", "eq", Map.of())));
    assertEquals("conditions.value", refusal(is("user.x", "in", "a")));
    assertEquals("conditions.value", refusal(is("user.x", "contains", List.of("a"))));
    assertEquals("conditions.value", refusal(is("user.x", "gt", "high")));
    assertEquals("conditions.value", refusal(is("user.x", "exists", false)));
    assertEquals(
        "conditions.conditions",
        refusal(
            Map.of(
                "operator",
                "NOT",
                "conditions",
                List.of(is("user.x", "eq", 1), is("user.x", "eq", 1)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "(?=a)", "\\1", "a{1000}", "((a{30}){30}){30}", "[z-a]"})
  void rejectsInvalidOrOversizedRegex(String pattern) {
    assertEquals("conditions.value", refusal(is("user.x", "matches", pattern)));
  }

  @Test
  void limitsDepthAndNumberOfConditions() {
    Object deep = is("user.x", "eq", 1);
    for (int i = 0; i < ConditionParser.MAX_DEPTH; i++) {
      deep = Map.of("all", List.of(deep));
    }
    refusal(deep);
    var many = new ArrayList<Object>();
    for (int i = 0; i < ConditionParser.MAX_CONDITIONS; i++) {
      many.add(is("user.x", "eq", 1));
    }
    refusal(Map.of("all", many));
    refusal(is("user.x", "in", new ArrayList<>(java.util.Collections.nCopies(101, "a"))));
    refusal(is("user.x", "eq", "a".repeat(1_001)));
    refusal(is("user.x", "matches", "a".repeat(301)));
  }
}
