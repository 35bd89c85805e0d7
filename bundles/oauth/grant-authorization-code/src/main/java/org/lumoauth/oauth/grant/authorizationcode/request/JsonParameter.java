package org.lumoauth.oauth.grant.authorizationcode.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters that are JSON, read strictly: no member twice, not deep, nothing after the end. */
final class JsonParameter {

  private static final int MAX_DEPTH = 12;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonParameter() {}

  /** An object; empty if it is none. */
  static Optional<Map<String, Object>> object(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** A list of objects; empty if it is none. */
  static Optional<List<Map<String, Object>>> objects(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** How many bytes a value takes as JSON. */
  static int bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read from JSON can't be written", e);
    }
  }

  private static <T> Optional<T> read(String text, TypeReference<T> type) {
    try {
      return Optional.ofNullable(JSON.readValue(text, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
