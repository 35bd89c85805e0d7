/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/**
 * Parses request parameters with a JSON value, such as {@code claims} and {@code
 * authorization_details}. Strict: duplicate members, deep nesting, lone surrogates and trailing
 * content are rejected.
 */
public final class JsonParameterParser {

  private static final int MAX_DEPTH = 12;
  private static final int MAX_TOKENS = 20_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonParameterParser() {}

  /** Parses an object; returns empty if the text is not a valid one. */
  public static Optional<Map<String, Object>> parseObject(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** Parses a list of objects; returns empty if the text is not a valid one. */
  public static Optional<List<Map<String, Object>>> parseObjects(String text) {
    return read(text, new TypeReference<>() {});
  }

  private static <T> Optional<T> read(String text, TypeReference<T> type) {
    if (!JsonEncodingValidator.isValid(text)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(text, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
