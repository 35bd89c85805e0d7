/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Compares values: texts byte for byte, numbers by value, booleans with booleans, lists item by
 * item. Values of different kinds are not comparable, which differs from unequal.
 */
public final class AttributeValueComparator {

  /** Maximum length of a comparable text. */
  public static final int MAX_TEXT = 8_192;

  /** Maximum length of a list. */
  public static final int MAX_ITEMS = 1_000;

  private static final int MAX_DATE = 40;
  private static final int MAX_DIGITS = 400;

  private AttributeValueComparator() {}

  /** Returns whether a value is a text, number or boolean of a comparable size. */
  public static boolean isScalar(Object value) {
    if (value instanceof String text) {
      return text.length() <= MAX_TEXT;
    }
    return value instanceof Boolean || number(value).isPresent();
  }

  /** Returns whether two values have the same kind and are equal. */
  public static boolean isSame(Object left, Object right) {
    return equal(left, right) == TriState.TRUE;
  }

  /** Compares two values for equality. */
  static TriState equal(Object left, Object right) {
    if (left instanceof List<?> some && right instanceof List<?> others) {
      return equalLists(some, others);
    }
    if (!isScalar(left) || !isScalar(right)) {
      return TriState.UNKNOWN;
    }
    if (left instanceof String text) {
      return right instanceof String other ? TriState.of(text.equals(other)) : TriState.UNKNOWN;
    }
    if (left instanceof Boolean flag) {
      return right instanceof Boolean other ? TriState.of(flag.equals(other)) : TriState.UNKNOWN;
    }
    var other = number(right);
    return other.isPresent()
        ? TriState.of(number(left).orElseThrow().compareTo(other.get()) == 0)
        : TriState.UNKNOWN;
  }

  private static TriState equalLists(List<?> left, List<?> right) {
    if (left.size() > MAX_ITEMS || right.size() > MAX_ITEMS) {
      return TriState.UNKNOWN;
    }
    if (left.size() != right.size()) {
      return TriState.FALSE;
    }
    var truth = TriState.TRUE;
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i) instanceof List<?>) {
        return TriState.UNKNOWN; // lists cannot contain lists
      }
      truth = and(truth, equal(left.get(i), right.get(i)));
    }
    return truth;
  }

  /**
   * Returns whether a list contains the value; unknown if no item is equal and one is not
   * comparable.
   */
  static TriState isAmong(Object value, List<?> list) {
    if (!isScalar(value) || list.size() > MAX_ITEMS) {
      return TriState.UNKNOWN;
    }
    var truth = TriState.FALSE;
    for (Object item : list) {
      var same = equal(value, item);
      if (same == TriState.TRUE) {
        return TriState.TRUE;
      }
      truth = same == TriState.UNKNOWN ? TriState.UNKNOWN : truth;
    }
    return truth;
  }

  /** Returns the order of two numbers or two dates; empty for other values. */
  static Optional<Integer> order(Object left, Object right) {
    if (left instanceof String text && right instanceof String other) {
      return instant(text).flatMap(a -> instant(other).map(a::compareTo));
    }
    return number(left).flatMap(a -> number(right).map(a::compareTo));
  }

  /** Returns a finite number of bounded size. */
  public static Optional<BigDecimal> number(Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
    }
    if (value instanceof Double || value instanceof Float) {
      double given = ((Number) value).doubleValue();
      return Double.isFinite(given) ? Optional.of(BigDecimal.valueOf(given)) : Optional.empty();
    }
    if (value instanceof BigInteger given) {
      return sized(new BigDecimal(given));
    }
    return value instanceof BigDecimal given ? sized(given) : Optional.empty();
  }

  private static Optional<BigDecimal> sized(BigDecimal number) {
    return number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS
        ? Optional.of(number)
        : Optional.empty();
  }

  /** Parses a date ({@code 2026-01-31}, in UTC) or an RFC 3339 time. */
  public static Optional<Instant> instant(String text) {
    if (text.length() < 10 || text.length() > MAX_DATE || !Character.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static TriState and(TriState left, TriState right) {
    if (left == TriState.FALSE || right == TriState.FALSE) {
      return TriState.FALSE;
    }
    return left == TriState.TRUE ? right : left;
  }
}
