/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a comparison and refuses a comparison that can never be true. */
final class ComparisonParser {

  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 1_000;

  private final Map<?, ?> members;
  private final String path;

  private ComparisonParser(Map<?, ?> members, String path) {
    this.members = members;
    this.path = path;
  }

  static ComparisonCondition parse(Map<?, ?> members, String path) {
    return new ComparisonParser(members, path).parse();
  }

  private ComparisonCondition parse() {
    var attribute = attribute();
    var operator =
        members.get("operator") instanceof String word
            ? ComparisonOperator.of(word).orElse(null)
            : null;
    if (operator == null) {
      throw refused(".operator", "`operator` must be one of " + ComparisonOperator.known() + ".");
    }
    if (operator.isAboutPresence()) {
      return presence(attribute, operator);
    }
    var value = members.get("value");
    if (value == null) {
      throw refused(".value", "`value` is required.");
    }
    if (operator == ComparisonOperator.MATCHES) {
      return new ComparisonCondition(
          attribute,
          operator,
          new ComparisonOperand.ConstantOperand(value),
          Optional.of(pattern(value)));
    }
    var operand = operand(value);
    if (operand instanceof ComparisonOperand.ConstantOperand
        || operand instanceof ComparisonOperand.ListOperand) {
      suits(operator, value);
    }
    return new ComparisonCondition(attribute, operator, operand, Optional.empty());
  }

  private AttributePath attribute() {
    if (members.containsKey("subject") == members.containsKey("attribute")) {
      throw refused("", "A condition must have one attribute, in `subject` or in `attribute`.");
    }
    var name = members.containsKey("subject") ? "subject" : "attribute";
    if (members.get(name) instanceof String text) {
      var found = AttributePath.parse(text);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw refused(
        "." + name,
        "The attribute must have the form user.NAME, resource.NAME, "
            + "environment.NAME, env.NAME or context.NAME.");
  }

  private ComparisonCondition presence(AttributePath attribute, ComparisonOperator operator) {
    var value = members.get("value");
    if (value != null && !Boolean.TRUE.equals(value)) {
      throw refused(".value", "The operator " + operator.word() + " does not accept a value.");
    }
    return new ComparisonCondition(
        attribute, operator, new ComparisonOperand.ConstantOperand(Boolean.TRUE), Optional.empty());
  }

  private Pattern pattern(Object value) {
    if (value instanceof String expression) {
      var compiled = LinearTimePatternCompiler.compile(expression);
      if (compiled.isPresent()) {
        return compiled.get();
      }
    }
    throw refused(
        ".value",
        "The value of `matches` must be a regular expression (RE2 syntax) of at "
            + "most "
            + LinearTimePatternCompiler.MAX_LENGTH
            + " characters, without lookaround, backreferences and large repetitions.");
  }

  private ComparisonOperand operand(Object value) {
    if (!(value instanceof List<?> list)) {
      return scalar(value);
    }
    if (list.size() > MAX_ITEMS) {
      throw refused(".value", "A list must not have more than " + MAX_ITEMS + " items.");
    }
    var items = new ArrayList<ComparisonOperand>();
    list.forEach(item -> items.add(scalar(item)));
    return items.stream().allMatch(ComparisonOperand.ConstantOperand.class::isInstance)
        ? new ComparisonOperand.ConstantOperand(
            items.stream().map(item -> ((ComparisonOperand.ConstantOperand) item).given()).toList())
        : new ComparisonOperand.ListOperand(items);
  }

  /**
   * Parses a scalar. A text that begins with a dollar sign is a reference; two dollar signs escape
   * one.
   */
  private ComparisonOperand scalar(Object value) {
    if (!AttributeValueComparator.isScalar(value)
        || value instanceof String text && text.length() > MAX_TEXT) {
      throw refused(
          ".value",
          "A value must be a string of at most "
              + MAX_TEXT
              + " characters, a number, a boolean or a list.");
    }
    if (!(value instanceof String text) || !text.startsWith("$")) {
      return new ComparisonOperand.ConstantOperand(value);
    }
    if (text.startsWith("$$")) {
      return new ComparisonOperand.ConstantOperand(text.substring(1));
    }
    return new ComparisonOperand.AttributeOperand(
        AttributePath.parse(text.substring(1))
            .orElseThrow(
                () ->
                    refused(
                        ".value",
                        "A text that begins with $ must be an attribute path, for example "
                            + "$resource.owner_id."
                            + " To begin a text with the sign itself, write $$.")));
  }

  /** Requires that a comparison with this value can be true. */
  private void suits(ComparisonOperator operator, Object value) {
    boolean list = value instanceof List<?>;
    switch (operator.withoutNegation()) {
      case IN -> require(list, operator, "a list");
      case CONTAINS -> require(!list, operator, "one value");
      case GT, LT, GTE, LTE ->
          require(
              AttributeValueComparator.number(value).isPresent()
                  || value instanceof String text
                      && AttributeValueComparator.instant(text).isPresent(),
              operator,
              "a number, a date or an RFC 3339 time");
      default -> {
        // Any value can be equal.
      }
    }
  }

  private void require(boolean suits, ComparisonOperator operator, String what) {
    if (!suits) {
      throw refused(".value", operator.word() + " requires " + what + ".");
    }
  }

  private InvalidConditionException refused(String where, String message) {
    return new InvalidConditionException(path + where, message);
  }
}
