/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;

/**
 * Converts results to JDK types: Boolean, String, Long, BigInteger for a uint, Double, Duration,
 * Instant, List, Map, and the text of an address.
 */
final class CelResultConverter {

  private final ExpressionType type;

  CelResultConverter(ExpressionType type) {
    this.type = type;
  }

  /**
   * @throws ExpressionEvaluationException if the value has another type, which an expression over
   *     values of any type reveals only at evaluation
   */
  Object of(Object value) {
    var plain = plain(value);
    var fits =
        switch (type.kind()) {
          case BOOL -> plain instanceof Boolean;
          case STRING, IP_ADDRESS -> plain instanceof String;
          case INT -> plain instanceof Long;
          case UINT -> value instanceof UnsignedLong;
          case DOUBLE -> plain instanceof Double;
          case DURATION -> plain instanceof Duration;
          case TIMESTAMP -> plain instanceof Instant;
          case LIST -> plain instanceof List;
          case MAP -> plain instanceof Map;
          case ANY -> true;
        };
    if (!fits) {
      throw new ExpressionEvaluationException(
          "The expression did not return a value of type " + type.kind(), Set.of());
    }
    return plain;
  }

  private static Object plain(Object value) {
    if (value instanceof UnsignedLong number) {
      return number.bigIntegerValue();
    }
    if (value instanceof IpAddress ip) {
      return ip.address().getHostAddress();
    }
    if (value instanceof List<?> list) {
      var plain = new ArrayList<Object>(list.size());
      list.forEach(member -> plain.add(plain(member)));
      return Collections.unmodifiableList(plain);
    }
    if (value instanceof Map<?, ?> map) {
      var plain = new LinkedHashMap<Object, Object>();
      map.forEach((key, member) -> plain.put(plain(key), plain(member)));
      return Collections.unmodifiableMap(plain);
    }
    if (value instanceof NullValue || value instanceof com.google.protobuf.NullValue) {
      return null;
    }
    return value;
  }
}
