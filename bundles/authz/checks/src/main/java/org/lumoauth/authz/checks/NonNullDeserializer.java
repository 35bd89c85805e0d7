/* SPDX-License-Identifier: Apache-2.0 */
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
 * Deserializes a member that identifies a subject or resource, and refuses {@code null}: otherwise
 * a client without a subject would get the decision for the caller, with possibly more permissions.
 *
 * @param <T> the type of the member
 */
abstract class NonNullDeserializer<T> extends JsonDeserializer<T> {

  private final Class<?> type;

  private NonNullDeserializer(Class<?> type) {
    this.type = type;
  }

  @Override
  public T getNullValue(DeserializationContext context) throws JsonMappingException {
    return context.reportInputMismatch(type, "must not be null");
  }

  /** Returns the value of an absent member. */
  @Override
  public T getAbsentValue(DeserializationContext context) {
    return null;
  }

  /** Deserializes text, or an integer, since some clients use numbers for users. */
  static final class NonNullTextDeserializer extends NonNullDeserializer<String> {
    NonNullTextDeserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.hasToken(JsonToken.VALUE_STRING) || parser.hasToken(JsonToken.VALUE_NUMBER_INT)
          ? parser.getText()
          : context.reportInputMismatch(String.class, "must be a string");
    }
  }

  /** Deserializes a subject object. */
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

  /** Deserializes the actors: without them the decision would be about the subject alone. */
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

  /** Deserializes a resource: without it, rules that deny the action on it would not apply. */
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
