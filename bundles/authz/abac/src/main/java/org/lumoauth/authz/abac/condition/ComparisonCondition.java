/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lumoauth.api.authz.DecisionReason;

/** Compares an attribute with a value. */
final class ComparisonCondition implements PolicyCondition {

  private final AttributePath attribute;
  private final ComparisonOperator operator;
  private final ComparisonOperand operand;
  private final Optional<Pattern> pattern;
  private final ConditionResult holds;
  private final ConditionResult fails;
  private final ConditionResult missing;
  private final ConditionResult mistyped;

  /**
   * Creates a comparison.
   *
   * @param attribute the attribute
   * @param operator the operator
   * @param operand the operand
   * @param pattern the pattern of {@code matches}; empty for the other operators
   */
  ComparisonCondition(
      AttributePath attribute,
      ComparisonOperator operator,
      ComparisonOperand operand,
      Optional<Pattern> pattern) {
    this.attribute = attribute;
    this.operator = operator;
    this.operand = operand;
    this.pattern = pattern;
    this.holds = finding(TriState.TRUE, "condition_holds", "is met");
    this.fails = finding(TriState.FALSE, "condition_fails", "is not met");
    this.missing = finding(TriState.UNKNOWN, "attribute_missing", "requires a missing attribute");
    this.mistyped =
        finding(TriState.UNKNOWN, "attribute_mistyped", "compares values of different types");
  }

  @Override
  public ConditionResult evaluate(AttributeLookup attributes) {
    var value = attributes.value(attribute);
    if (operator.isAboutPresence()) {
      return told(TriState.of(value != null));
    }
    if (value == null) {
      return missing;
    }
    var other = operand.value(attributes);
    return other == null ? missing : told(compare(value, other));
  }

  private ConditionResult told(TriState plain) {
    var truth = operator == operator.withoutNegation() ? plain : plain.negated();
    return switch (truth) {
      case TRUE -> holds;
      case FALSE -> fails;
      case UNKNOWN -> mistyped;
    };
  }

  private TriState compare(Object value, Object other) {
    return switch (operator.withoutNegation()) {
      case EQUALS -> AttributeValueComparator.equal(value, other);
      case IN ->
          other instanceof List<?> list
              ? AttributeValueComparator.isAmong(value, list)
              : TriState.UNKNOWN;
      case CONTAINS -> contains(value, other);
      case GT -> ordered(value, other, sign -> sign > 0);
      case LT -> ordered(value, other, sign -> sign < 0);
      case GTE -> ordered(value, other, sign -> sign >= 0);
      case LTE -> ordered(value, other, sign -> sign <= 0);
      case MATCHES -> matches(value);
      default -> TriState.UNKNOWN;
    };
  }

  private static TriState contains(Object value, Object other) {
    if (value instanceof List<?> list) {
      return AttributeValueComparator.isAmong(other, list);
    }
    return value instanceof String text
            && other instanceof String part
            && text.length() <= AttributeValueComparator.MAX_TEXT
        ? TriState.of(text.contains(part))
        : TriState.UNKNOWN;
  }

  private static TriState ordered(Object value, Object other, Predicate<Integer> wanted) {
    return AttributeValueComparator.order(value, other)
        .map(wanted::test)
        .map(TriState::of)
        .orElse(TriState.UNKNOWN);
  }

  private TriState matches(Object value) {
    return value instanceof String text
            && text.length() <= AttributeValueComparator.MAX_TEXT
            && pattern.isPresent()
        ? TriState.of(pattern.get().matcher(text).find())
        : TriState.UNKNOWN;
  }

  @Override
  public boolean canBe(TriState wanted, AttributeLookup attributes) {
    var unknown = new AtomicBoolean();
    var lacking = new AtomicBoolean(); // a missing attribute makes the result unknown
    collectPaths(
        path -> {
          if (!attributes.isKnown(path)) {
            unknown.set(true);
          } else if (!operator.isAboutPresence() && attributes.value(path) == null) {
            lacking.set(true);
          }
        });
    return !lacking.get() && (unknown.get() || evaluate(attributes).truth() == wanted);
  }

  @Override
  public void collectPaths(Consumer<AttributePath> to) {
    to.accept(attribute);
    operand.collectPaths(to);
  }

  private ConditionResult finding(TriState truth, String code, String what) {
    return new ConditionResult(
        truth,
        DecisionReason.of(
            code,
            "The condition on " + attribute + " (" + operator.word() + ") " + what + ".",
            Map.of("attribute", attribute.toString(), "operator", operator.word())));
  }
}
