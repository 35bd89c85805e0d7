/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The comparison operators. */
public enum ComparisonOperator {
  EQUALS("eq"),
  NOT_EQUALS("neq"),
  IN,
  NOT_IN,
  CONTAINS,
  NOT_CONTAINS,
  GT("greater_than"),
  LT("less_than"),
  GTE("greater_than_or_equal"),
  LTE("less_than_or_equal"),
  MATCHES,
  EXISTS,
  NOT_EXISTS;

  private static final Map<String, ComparisonOperator> BY_WORD =
      Arrays.stream(values())
          .flatMap(each -> each.words.stream().map(word -> Map.entry(word, each)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final List<String> words;

  ComparisonOperator(String... others) {
    this.words =
        Stream.concat(Stream.of(name().toLowerCase(Locale.ROOT)), Stream.of(others)).toList();
  }

  /** Returns the operator with this name in lower case, in either spelling. */
  public static Optional<ComparisonOperator> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Returns the names of all operators as one text. */
  static String known() {
    return Arrays.stream(values()).map(ComparisonOperator::word).collect(Collectors.joining(", "));
  }

  /** Returns the primary name. */
  public String word() {
    return words.get(0);
  }

  boolean isAboutPresence() {
    return this == EXISTS || this == NOT_EXISTS;
  }

  /** Returns the operator without negation, or the operator itself. */
  ComparisonOperator withoutNegation() {
    return switch (this) {
      case NOT_EQUALS -> EQUALS;
      case NOT_IN -> IN;
      case NOT_CONTAINS -> CONTAINS;
      case NOT_EXISTS -> EXISTS;
      default -> this;
    };
  }
}
