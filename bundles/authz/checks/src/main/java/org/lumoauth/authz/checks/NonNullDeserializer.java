package org.lumoauth.authz.checks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a member that says whom or what a question is about, and refuses {@code null}: who has
 * nobody to name must not be answered about the caller, who may more.
 *
 * @param <T> what the member holds
 */
abstract class NonNullDeserializer<T> extends JsonDeserializer<T> {

  private final Class<?> type;

  private NonNullDeserializer(Class<?> type) {
    this.type = type;
  }

  @Override
  public T getNullValue(DeserializationContext context) throws JsonMappingException {
    return context.reportInputMismatch(type, "null names nobody and nothing");
  }

  /** Of a member that is not there at all. */
  @Override
  public T getAbsentValue(DeserializationContext context) {
    return null;
  }

  /** A text, or a whole number: some clients have numbers for users. */
  static final class NonNullTextDeserializer extends NonNullDeserializer<String> {
    NonNullTextDeserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.hasToken(JsonToken.VALUE_STRING) || parser.hasToken(JsonToken.VALUE_NUMBER_INT)
          ? parser.getText()
          : context.reportInputMismatch(String.class, "not a text");
    }
  }

  /** A subject as an object. */
  static final class NonNullSubjectDeserializer
      extends NonNullDeserializer<PermissionCheckBody.CheckSubjectBody> {
    NonNullSubjectDeserializer() {
      super(PermissionCheckBody.CheckSubjectBody.class);
    }

    @Override
    public PermissionCheckBody.CheckSubjectBody deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      return context.readValue(parser, PermissionCheckBody.CheckSubjectBody.class);
    }
  }

  /** Who acts for the subject: without them the answer would be about the subject alone. */
  static final class NonNullActorsDeserializer
      extends NonNullDeserializer<List<PermissionCheckBody.CheckSubjectBody>> {
    NonNullActorsDeserializer() {
      super(List.class);
    }

    @Override
    public List<PermissionCheckBody.CheckSubjectBody> deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      return Arrays.asList(context.readValue(parser, PermissionCheckBody.CheckSubjectBody[].class));
    }
  }

  /** A resource: without it what forbids something to be done to it would not be asked. */
  static final class NonNullResourceDeserializer extends NonNullDeserializer<CheckResourceBody> {
    NonNullResourceDeserializer() {
      super(CheckResourceBody.class);
    }

    @Override
    public CheckResourceBody deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return context.readValue(parser, CheckResourceBody.class);
    }
  }
}
