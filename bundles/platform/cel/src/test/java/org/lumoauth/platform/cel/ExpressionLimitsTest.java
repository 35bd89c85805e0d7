/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.api.expression.InvalidExpressionException;

/** No expression and no value makes a decision wait. */
class ExpressionLimitsTest {
  private static final Set<String> LIMITS =
      Set.of("The evaluation exceeds the cost limit", "The evaluation exceeds the iteration limit");

  /** Far more than any of them takes, far less than one without limits would. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private final CelExpressionCompiler language = new CelExpressionCompiler();

  private static final String DOUBLED =
      "[1].map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])"
          + ".map(x, [x, x, x, x, x, x, x, x]).map(x, [x, x, x, x, x, x, x, x])"
          + ".map(x, [x, x, x, x, x, x, x, x]).map(x, [x, x, x, x, x, x, x, x])"
          + ".map(x, [x, x, x, x, x, x, x, x]).map(x, [x, x, x, x, x, x, x, x])"
          + ".map(x, [x, x, x, x, x, x, x, x]).map(x, [x, x, x, x, x, x, x, x])";

  private static final String MAPS =
      "[1]" + ".map(x, {'a': x, 'b': x, 'c': x, 'd': x, 'e': x, 'f': x, 'g': x, 'h': x})".repeat(9);

  static List<String> tooCostly() {
    return List.of(
        "l.all(x, l.all(y, l.all(z, true)))",
        "l.map(x, l.map(y, l)).size() > 0",
        "[s, s, s, s, s, s, s, s, s, s, s, s].all(x, x == s)",
        "l.all(x, s.matches('(a|a)*b') == false)",
        "l.all(x, s + s + s + s + s + s + s + s != s)",
        "l.all(x, l == l)",
        // lists of lists that are few objects and would be endless when they are compared
        DOUBLED + " == " + DOUBLED,
        DOUBLED + " in [" + DOUBLED + "]",
        MAPS + " == " + MAPS);
  }

  static List<Arguments> tooLarge() {
    var text = "expression code point size exceeds limit";
    var depth = "Expression recursion limit exceeded. limit: 64";
    var pattern = "The argument of matches is not an RE2 regular expression of allowed size";
    return List.of(
        arguments("n > 0 || ".repeat(1_000) + "n > 0", text),
        arguments("(".repeat(65) + "true" + ")".repeat(65), depth),
        arguments("1" + "+1".repeat(4_000) + " == 1", depth),
        arguments("[".repeat(2_000) + "]".repeat(2_000) + " == []", depth),
        arguments("a" + ".a".repeat(3_000) + " == 1", depth),
        arguments("true?".repeat(700) + "true" + ":true".repeat(700), "More than 0 parse errors."),
        arguments("s.matches('" + "a".repeat(513) + "')", pattern),
        arguments("s.matches('(a{500}){500}')", pattern),
        arguments("s.matches('((a{100}){100}){100}')", pattern),
        arguments("s.matches('" + "a{999}".repeat(80) + "')", pattern));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void rejectsTooLargeOrTooDeepExpression(String source, String reason) {
    var refusal =
        assertTimeoutPreemptively(
            SOON, () -> assertThrows(InvalidExpressionException.class, () -> compile(source)));
    assertTrue(refusal.getMessage().startsWith(reason), refusal.getMessage());
  }

  @ParameterizedTest
  @MethodSource("tooCostly")
  void abortsTooCostlyEvaluation(String source) {
    var values = Map.<String, Object>of("l", Collections.nCopies(900, 1L), "s", "a".repeat(60_000));

    var failure =
        assertTimeoutPreemptively(
            SOON,
            () ->
                assertThrows(
                    ExpressionEvaluationException.class, () -> compile(source).evaluate(values)));
    assertTrue(LIMITS.contains(failure.getMessage()), failure.getMessage());
  }

  @Test
  void abandonsUnneededIterations() {
    var expression = compile("l.all(x, l.all(y, l.all(z, true))) || true");

    assertEquals(
        true,
        assertTimeoutPreemptively(
            SOON, () -> expression.evaluate(Map.of("l", Collections.nCopies(900, 1L)))));
  }

  @Test
  void matchesPatternInLinearTime() {
    var expression = compile("s.matches('^(a+)+$')");

    assertEquals(
        false,
        assertTimeoutPreemptively(
            SOON, () -> expression.evaluate(Map.of("s", "a".repeat(100_000) + "!"))));
  }

  @Test
  void rejectsTooLargePatternFromValue() {
    var expression = compile("'x'.matches(s)");

    var failure =
        assertThrows(
            ExpressionEvaluationException.class,
            () -> expression.evaluate(Map.of("s", "(a{999})".repeat(10_000))));
    assertEquals("The evaluation failed", failure.getMessage());
    assertEquals(true, expression.evaluate(Map.of("s", "(a{9})?x")));
  }

  @Test
  void rejectsTooLargeOrTooDeepValues() {
    var large = compile("a == s");
    Object deep = 1;
    for (int level = 0; level < 100; level++) {
      deep = List.of(deep);
    }
    var nested = new HashMap<String, Object>(Map.of("a", deep, "s", ""));

    var tooDeep = assertThrows(ExpressionEvaluationException.class, () -> large.evaluate(nested));
    var tooLarge =
        assertThrows(
            ExpressionEvaluationException.class,
            () -> large.evaluate(Map.of("a", "x", "s", "x".repeat(1_000_001))));
    assertEquals("The parameter a must be nested at most 32 levels deep", tooDeep.getMessage());
    assertTrue(
        tooLarge.getMessage().contains("all values of an evaluation together are too large"),
        tooLarge.getMessage());
  }

  @Test
  void allowsTypicalPolicySizes() {
    var wide = compile("l.exists(x, x == 899)");
    var members = new ArrayList<Object>();
    for (long member = 0; member < 900; member++) {
      members.add(member);
    }

    assertEquals(true, wide.evaluate(Map.of("l", members)));
    assertEquals(false, compile("n == 1" + " || n == 1".repeat(800)).evaluate(Map.of("n", 2)));
  }

  private EvaluableExpression compile(String source) {
    return language.compile(
        source,
        Map.of(
            "l", ExpressionType.of(ExpressionKind.LIST),
            "s", ExpressionType.of(ExpressionKind.STRING),
            "n", ExpressionType.of(ExpressionKind.INT),
            "a", ExpressionType.of(ExpressionKind.ANY)),
        ExpressionType.of(ExpressionKind.BOOL));
  }
}
