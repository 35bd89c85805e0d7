/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.util.AccessPattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;

/**
 * Deserializes integers: 3, and 3.0 or 3e0, which are the same number in JSON (RFC 8259 section 6).
 * A number with a fraction or out of range is rejected, because truncating it would change its
 * value.
 */
final class WholeNumberDeserializer<N extends Number> extends StdScalarDeserializer<N> {

  private static final long serialVersionUID = 1L;
  private static final Set<Class<?>> WHOLE =
      Set.of(Integer.class, Integer.TYPE, Long.class, Long.TYPE);

  private final transient Function<BigDecimal, N> exact;
  private final transient JsonDeserializer<?> usual;

  private WholeNumberDeserializer(Class<N> type, Function<BigDecimal, N> exact) {
    super(type);
    this.exact = exact;
    this.usual = NumberDeserializers.find(type, type.getName());
  }

  static WholeNumberDeserializer<Integer> ints(Class<Integer> type) {
    return new WholeNumberDeserializer<>(type, BigDecimal::intValueExact);
  }

  static WholeNumberDeserializer<Long> longs(Class<Long> type) {
    return new WholeNumberDeserializer<>(type, BigDecimal::longValueExact);
  }

  /** Returns whether this is the reason why reading failed. */
  static boolean isRejectedNumber(InvalidFormatException failure) {
    return failure.getValue() instanceof BigDecimal && WHOLE.contains(failure.getTargetType());
  }

  @Override
  public N deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!in.currentToken().isNumeric()) {
      return number(usual.deserialize(in, context));
    }
    BigDecimal sent = in.getDecimalValue();
    try {
      return exact.apply(sent);
    } catch (ArithmeticException e) {
      throw context.weirdNumberException(sent, handledType(), "not an integer or out of range");
    }
  }

  @Override
  public N getNullValue(DeserializationContext context) throws JsonMappingException {
    return number(usual.getNullValue(context));
  }

  @Override
  public AccessPattern getNullAccessPattern() {
    return usual.getNullAccessPattern();
  }

  @SuppressWarnings("unchecked") // reads the same type
  private N number(Object read) {
    return (N) read;
  }
}
