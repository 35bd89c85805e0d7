/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionType;

/**
 * Converts the parameters of an evaluation to CEL values. Numbers may be texts, as OpenFGA allows,
 * because JSON has no 64-bit integers.
 */
final class CelParameterConverter {

  private final ExpressionLimits limits;
  private int size;

  CelParameterConverter(ExpressionLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws ParameterTypeException if the value has another type
   */
  Object convert(Object value, ExpressionType type) {
    return convert(value, type, 0);
  }

  private Object convert(Object value, ExpressionType type, int depth) {
    try {
      return switch (type.kind()) {
        case BOOL -> as(Boolean.class, value, "a boolean");
        case STRING -> text(as(String.class, value, "a string"));
        case INT -> whole(value, "an int").longValueExact();
        case UINT -> UnsignedLong.valueOf(whole(value, "a uint"));
        case DOUBLE -> finite(number(value, "a double"));
        case DURATION ->
            value instanceof Duration given
                ? given
                : GoDurationParser.parse(as(String.class, value, "a duration"));
        case TIMESTAMP ->
            value instanceof Instant given
                ? given
                : OffsetDateTime.parse(as(String.class, value, "a timestamp")).toInstant();
        case IP_ADDRESS -> IpAddress.parse(as(String.class, value, "an ipaddress"));
        case LIST -> list(as(Collection.class, value, "a list"), element(type), depth);
        case MAP -> map(as(Map.class, value, "a map"), element(type), depth);
        case ANY -> any(value, depth);
      };
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
      throw new ParameterTypeException(name(type), unreadable);
    }
  }

  private Object any(Object value, int depth) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Boolean || value instanceof Instant || value instanceof Duration) {
      return value;
    }
    if (value instanceof String string) {
      return text(string);
    }
    if (value instanceof Collection<?> list) {
      return list(list, ANY, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, ANY, depth);
    }
    if (value instanceof Number) {
      var number = number(value, "a number");
      return value instanceof Double || value instanceof Float || value instanceof BigDecimal
          ? (Object) finite(number)
          : (Object) number.longValueExact();
    }
    throw new ParameterTypeException("a JSON value", null);
  }

  private Object list(Collection<?> list, ExpressionType element, int depth) {
    deeper(depth, list.size());
    var converted = new ArrayList<Object>(list.size());
    for (var member : list) {
      converted.add(convert(member, element, depth + 1));
    }
    return converted;
  }

  private Object map(Map<?, ?> map, ExpressionType element, int depth) {
    deeper(depth, map.size());
    var converted = new LinkedHashMap<String, Object>();
    for (var entry : map.entrySet()) {
      var key = text(as(String.class, entry.getKey(), "a map with string keys"));
      converted.put(key, convert(entry.getValue(), element, depth + 1));
    }
    return converted;
  }

  private void deeper(int depth, int members) {
    if (depth >= limits.inputDepth()) {
      throw new ParameterTypeException(
          "nested at most " + limits.inputDepth() + " levels deep", null);
    }
    grow(members);
  }

  private String text(String text) {
    grow(text.length());
    return text;
  }

  private void grow(int by) {
    size += by;
    if (size < 0 || size > limits.inputSize()) {
      size = limits.inputSize() + 1;
      throw new ParameterTypeException(
          "smaller: all values of an evaluation together are too large", null);
    }
  }

  private static BigInteger whole(Object value, String type) {
    var number = number(value, type);
    // 1e999999999 is short to write but expands to a huge number.
    if (number.precision() - (long) number.scale() > 20 || number.scale() > 400) {
      throw new ParameterTypeException(type, null);
    }
    return number.toBigIntegerExact();
  }

  private static BigDecimal number(Object value, String type) {
    if (value instanceof Number || value instanceof String) {
      var text = value.toString();
      if (text.length() <= 400) {
        return new BigDecimal(text);
      }
    }
    throw new ParameterTypeException(type, null);
  }

  private static double finite(BigDecimal number) {
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      throw new ParameterTypeException("a double", null);
    }
    return value;
  }

  private static ExpressionType element(ExpressionType type) {
    return type.element().orElse(ANY);
  }

  private static <T> T as(Class<T> wanted, Object value, String type) {
    if (!wanted.isInstance(value)) {
      throw new ParameterTypeException(type, null);
    }
    return wanted.cast(value);
  }

  private static String name(ExpressionType type) {
    return switch (type.kind()) {
      case DURATION -> "a duration such as 1h30m";
      case TIMESTAMP -> "an RFC 3339 timestamp";
      case IP_ADDRESS -> "an IP address";
      case INT -> "an int";
      case UINT -> "a uint";
      case DOUBLE -> "a double";
      default -> "a value of type " + type.kind();
    };
  }

  private static final ExpressionType ANY = ExpressionType.of(ExpressionType.ExpressionKind.ANY);
}
