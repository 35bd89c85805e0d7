/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.abac.condition.AttributeValueComparator;

/** The data type of an attribute. */
public enum AttributeDataType {
  STRING(Set.of("minLength", "maxLength", "pattern", "enum")),
  NUMBER(Set.of("min", "max", "enum")),
  BOOLEAN(Set.of()),
  ARRAY(Set.of("minItems", "maxItems", "enum")),
  DATE(Set.of("min", "max"));

  private final Set<String> rules;

  AttributeDataType(Set<String> rules) {
    this.rules = rules;
  }

  /** Returns the data type with this name. */
  public static Optional<AttributeDataType> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Returns the name, for example {@code string}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the names of the validation rules for this data type. */
  public Set<String> rules() {
    return rules;
  }

  /** Returns whether a value has this data type and a comparable size. */
  boolean accepts(Object value) {
    return switch (this) {
      case STRING -> value instanceof String && AttributeValueComparator.isScalar(value);
      case NUMBER -> AttributeValueComparator.number(value).isPresent();
      case BOOLEAN -> value instanceof Boolean;
      case ARRAY ->
          value instanceof List<?> list
              && list.size() <= AttributeValueComparator.MAX_ITEMS
              && list.stream().allMatch(AttributeValueComparator::isScalar);
      case DATE ->
          value instanceof String text && AttributeValueComparator.instant(text).isPresent();
    };
  }

  /** Returns a description of valid values. */
  String described() {
    return switch (this) {
      case STRING -> "text of at most " + AttributeValueComparator.MAX_TEXT + " characters";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY ->
          "a list of at most "
              + AttributeValueComparator.MAX_ITEMS
              + " texts, numbers and booleans";
      case DATE -> "a date (2026-01-31) or an RFC 3339 time";
    };
  }
}
