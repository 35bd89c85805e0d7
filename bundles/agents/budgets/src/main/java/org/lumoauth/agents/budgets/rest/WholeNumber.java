package org.lumoauth.agents.budgets.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads a number that counts something; what has a fraction is refused and not cut off. */
final class WholeNumber extends StdDeserializer<Long> {

  private static final long serialVersionUID = 1L;

  WholeNumber() {
    super(Long.class);
  }

  @Override
  public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      return _parseLong(parser, context, Long.class);
    }
    try {
      return parser.getDecimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw JsonMappingException.from(parser, "not a whole number", e);
    }
  }
}
