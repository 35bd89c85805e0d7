/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/**
 * Reads a JSON object as a stream of its members: a text is a {@link String}, a boolean a {@link
 * Boolean}, an array of texts a {@link List}, null is null. Every other value is skipped and
 * represented by {@link #OTHER}, so that a small body never becomes a large tree.
 */
final class FlatJsonReader {

  /** A number, an object, or an array that contains other values than texts. */
  static final Object OTHER =
      new Object() {
        @Override
        public String toString() {
          return "another value";
        }
      };

  private FlatJsonReader() {}

  static Map<String, Object> read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw ApiException.invalidRequest("The body must be a JSON object.");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    if (parser.nextToken() != null) {
      throw ApiException.invalidRequest("The body must not have content after the JSON object.");
    }
    return members;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_ARRAY -> texts(parser);
      default -> {
        parser.skipChildren();
        yield OTHER;
      }
    };
  }

  private static Object texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    boolean other = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        texts.add(parser.getText());
      } else {
        parser.skipChildren();
        other = true;
      }
    }
    return other ? OTHER : texts;
  }
}
