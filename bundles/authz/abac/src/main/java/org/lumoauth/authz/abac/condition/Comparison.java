package org.lumoauth.authz.abac.condition;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lumoauth.api.authz.Reason;

/** Compares one attribute with a value. */
final class Comparison implements Condition {

  private final AttributePath attribute;
  private final Operator operator;
  private final Operand operand;
  private final Optional<Pattern> pattern;
  private final Finding holds;
  private final Finding fails;
  private final Finding missing;
  private final Finding mistyped;

  /**
   * @param pattern what {@code matches} looks for; empty for the other operators
   */
  Comparison(
      AttributePath attribute, Operator operator, Operand operand, Optional<Pattern> pattern) {
    this.attribute = attribute;
    this.operator = operator;
    this.operand = operand;
    this.pattern = pattern;
    this.holds = finding(Truth.TRUE, "condition_holds", "holds");
    this.fails = finding(Truth.FALSE, "condition_fails", "does not hold");
    this.missing = finding(Truth.UNKNOWN, "attribute_missing", "lacks an attribute");
    this.mistyped = finding(Truth.UNKNOWN, "attribute_mistyped", "meets a value of another type");
  }

  @Override
  public Finding evaluate(Attributes attributes) {
    var value = attributes.value(attribute);
    if (operator.isAboutPresence()) {
      return told(Truth.of(value != null));
    }
    if (value == null) {
      return missing;
    }
    var other = operand.value(attributes);
    return other == null ? missing : told(compare(value, other));
  }

  private Finding told(Truth plain) {
    var truth = operator == operator.plain() ? plain : plain.negated();
    return switch (truth) {
      case TRUE -> holds;
      case FALSE -> fails;
      case UNKNOWN -> mistyped;
    };
  }

  private Truth compare(Object value, Object other) {
    return switch (operator.plain()) {
      case EQUALS -> Values.equal(value, other);
      case IN -> other instanceof List<?> list ? Values.among(value, list) : Truth.UNKNOWN;
      case CONTAINS -> contains(value, other);
      case GT -> ordered(value, other, sign -> sign > 0);
      case LT -> ordered(value, other, sign -> sign < 0);
      case GTE -> ordered(value, other, sign -> sign >= 0);
      case LTE -> ordered(value, other, sign -> sign <= 0);
      case MATCHES -> matches(value);
      default -> Truth.UNKNOWN;
    };
  }

  private static Truth contains(Object value, Object other) {
    if (value instanceof List<?> list) {
      return Values.among(other, list);
    }
    return value instanceof String text
            && other instanceof String part
            && text.length() <= Values.MAX_TEXT
        ? Truth.of(text.contains(part))
        : Truth.UNKNOWN;
  }

  private static Truth ordered(Object value, Object other, Predicate<Integer> wanted) {
    return Values.order(value, other).map(wanted::test).map(Truth::of).orElse(Truth.UNKNOWN);
  }

  private Truth matches(Object value) {
    return value instanceof String text && text.length() <= Values.MAX_TEXT && pattern.isPresent()
        ? Truth.of(pattern.get().matcher(text).find())
        : Truth.UNKNOWN;
  }

  @Override
  public boolean canBe(Truth wanted, Attributes attributes) {
    var unknown = new AtomicBoolean();
    var lacking = new AtomicBoolean(); // a missing attribute makes it neither true nor false
    mentioned(
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
  public void mentioned(Consumer<AttributePath> to) {
    to.accept(attribute);
    operand.mentioned(to);
  }

  private Finding finding(Truth truth, String code, String what) {
    return new Finding(
        truth,
        Reason.of(
            code,
            "The condition on " + attribute + " (" + operator.word() + ") " + what + ".",
            Map.of("attribute", attribute.toString(), "operator", operator.word())));
  }
}
