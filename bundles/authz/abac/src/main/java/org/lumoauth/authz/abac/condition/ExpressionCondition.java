/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;

/**
 * A condition in the expression language, over {@code user}, {@code resource} and the other
 * variables.
 */
public final class ExpressionCondition implements PolicyCondition {

  private static final ConditionResult HOLDS =
      new ConditionResult(
          TriState.TRUE,
          DecisionReason.of("expression_holds", "The expression is true.", Map.of()));
  private static final ConditionResult FAILS =
      new ConditionResult(
          TriState.FALSE,
          DecisionReason.of("expression_fails", "The expression is false.", Map.of()));

  /** Matches a presence test. */
  private static final Pattern PRESENCE = Pattern.compile("\\bhas\\s*+\\(");

  /**
   * Matches the variable {@code action}: a request can have the action alone, or prefixed with the
   * resource type.
   */
  private static final Pattern ACTION = Pattern.compile("\\baction\\b");

  private final Supplier<EvaluableExpression> expression;
  private final Set<AttributePath> paths;
  private final boolean dependsOnPresence;
  private final boolean dependsOnAction;

  /**
   * Creates a condition.
   *
   * @param source the text; the attributes in it are looked up
   * @param expression compiles it once, or throws {@code module_unavailable} if the language is not
   *     available
   * @throws org.lumoauth.api.expression.InvalidExpressionException if it uses attributes without
   *     naming them
   */
  public ExpressionCondition(String source, Supplier<EvaluableExpression> expression) {
    this.expression = expression;
    this.paths = ExpressionAttributePathExtractor.in(source);
    this.dependsOnPresence = PRESENCE.matcher(source).find();
    this.dependsOnAction = ACTION.matcher(source).find();
  }

  @Override
  public ConditionResult evaluate(AttributeLookup attributes) {
    try {
      return switch (String.valueOf(expression.get().evaluate(values(attributes)))) {
        case "true" -> HOLDS;
        case "false" -> FAILS;
        default -> failed("The expression returned neither true nor false.");
      };
    } catch (ExpressionEvaluationException e) {
      return failed("The expression cannot be evaluated.");
    }
  }

  private static ConditionResult failed(String text) {
    return new ConditionResult(
        TriState.UNKNOWN, DecisionReason.of("expression_not_evaluable", text, Map.of()));
  }

  private Map<String, Object> values(AttributeLookup attributes) {
    Map<String, Object> user = new HashMap<>();
    Map<String, Object> resource = new HashMap<>();
    Map<String, Object> environment = new HashMap<>();
    for (AttributePath path : paths) {
      var value = attributes.value(path);
      if (value != null) {
        switch (path.root()) {
          case USER -> user.put(path.name(), plain(value));
          case RESOURCE -> resource.put(path.name(), plain(value));
          case ENVIRONMENT -> environment.put(path.name(), plain(value));
        }
      }
    }
    return Map.of(
        "user", user,
        "resource", resource,
        "environment", environment,
        "env", environment,
        "action", attributes.action());
  }

  /** Converts numbers to the types of the language. */
  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ExpressionCondition::plain).toList();
    }
    return value instanceof BigDecimal number ? (Object) number.doubleValue() : value;
  }

  /**
   * Returns whether the expression can have this result. A missing attribute is an error of the
   * expression; {@code &&} and {@code ||} return a result in spite of an error only if no value of
   * the attribute could change it.
   */
  @Override
  public boolean canBe(TriState wanted, AttributeLookup attributes) {
    boolean open = paths.stream().anyMatch(path -> !attributes.isKnown(path));
    if (dependsOnAction || open && dependsOnPresence) {
      return true;
    }
    var truth = evaluate(attributes).truth();
    return truth == wanted || open && truth == TriState.UNKNOWN;
  }

  @Override
  public void collectPaths(Consumer<AttributePath> to) {
    paths.forEach(to);
  }
}
