package org.lumoauth.authz.abac.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.abac.condition.AttributeValueComparator;

/** What kind of value an attribute has. */
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

  /** The type of this word. */
  public static Optional<AttributeDataType> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As it is written, {@code string}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the rules that values of this type can be given. */
  public Set<String> rules() {
    return rules;
  }

  /** Whether a value is of this type and of a size that is compared. */
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

  /** What a value of this type is, in words. */
  String described() {
    return switch (this) {
      case STRING -> "a text of at most " + AttributeValueComparator.MAX_TEXT + " characters";
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
