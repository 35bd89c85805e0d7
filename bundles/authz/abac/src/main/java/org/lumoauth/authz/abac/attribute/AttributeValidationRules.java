/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.condition.AttributeValueComparator;
import org.lumoauth.authz.abac.condition.LinearTimePatternCompiler;

/** The validation rules of an attribute. */
public final class AttributeValidationRules {

  private static final int MAX_CHOICES = 200;

  private final AttributeDataType type;
  private final Map<String, Object> rules;

  /**
   * Creates rules.
   *
   * @throws ApiException 422 {@code validation_error} if the data type does not support a rule or a
   *     rule is malformed
   */
  public AttributeValidationRules(AttributeDataType type, Map<String, Object> rules) {
    this.type = type;
    this.rules = rules;
    for (String name : new TreeSet<>(rules.keySet())) {
      if (!type.rules().contains(name)) {
        throw refused(
            type.rules().isEmpty()
                ? "Values of type " + type.word() + " do not support validation rules."
                : "The validation rules for type "
                    + type.word()
                    + " are "
                    + String.join(", ", new TreeSet<>(type.rules()))
                    + ".");
      }
      check(name, rules.get(name));
    }
  }

  private void check(String name, Object rule) {
    boolean good =
        switch (name) {
          case "minLength", "maxLength", "minItems", "maxItems" ->
              rule instanceof Integer number && number >= 0;
          case "pattern" ->
              rule instanceof String text && LinearTimePatternCompiler.compile(text).isPresent();
          case "enum" ->
              rule instanceof List<?> list
                  && !list.isEmpty()
                  && list.size() <= MAX_CHOICES
                  && list.stream().allMatch(AttributeValueComparator::isScalar);
          default -> type.accepts(rule);
        };
    if (!good) {
      throw refused("The validation rule `" + name + "` must be " + expected(name) + ".");
    }
  }

  private String expected(String name) {
    return switch (name) {
      case "minLength", "maxLength", "minItems", "maxItems" -> "an integer of 0 or more";
      case "pattern" ->
          "a regular expression (RE2 syntax) without lookaround, backreferences and large repetitions";
      case "enum" -> "a list of 1 to " + MAX_CHOICES + " strings, numbers or booleans";
      default -> "a value of type " + type.word();
    };
  }

  /** Returns the error of a value as a sentence; empty if the value is valid. */
  public Optional<String> findFault(Object value) {
    if (!type.accepts(value)) {
      return Optional.of("The value must be " + type.described() + ".");
    }
    for (var rule : rules.entrySet()) {
      if (!keeps(rule.getKey(), rule.getValue(), value)) {
        return Optional.of("The value violates the validation rule `" + rule.getKey() + "`.");
      }
    }
    return Optional.empty();
  }

  private boolean keeps(String name, Object rule, Object value) {
    return switch (name) {
      case "minLength" -> ((String) value).length() >= (Integer) rule;
      case "maxLength" -> ((String) value).length() <= (Integer) rule;
      case "minItems" -> ((List<?>) value).size() >= (Integer) rule;
      case "maxItems" -> ((List<?>) value).size() <= (Integer) rule;
      case "min" -> order(value, rule) >= 0;
      case "max" -> order(value, rule) <= 0;
      case "pattern" ->
          LinearTimePatternCompiler.compile((String) rule)
              .orElseThrow()
              .matcher((String) value)
              .find();
      default ->
          value instanceof List<?> items
              ? items.stream().allMatch(item -> chosen((List<?>) rule, item))
              : chosen((List<?>) rule, value);
    };
  }

  private int order(Object value, Object rule) {
    return type == AttributeDataType.DATE
        ? moment(value).compareTo(moment(rule))
        : amount(value).compareTo(amount(rule));
  }

  private static Instant moment(Object value) {
    return AttributeValueComparator.instant((String) value).orElseThrow();
  }

  private static BigDecimal amount(Object value) {
    return AttributeValueComparator.number(value).orElseThrow();
  }

  private static boolean chosen(List<?> choices, Object value) {
    return choices.stream().anyMatch(choice -> AttributeValueComparator.isSame(choice, value));
  }

  private static ApiException refused(String message) {
    return ApiException.invalid("validationRules", message);
  }
}
