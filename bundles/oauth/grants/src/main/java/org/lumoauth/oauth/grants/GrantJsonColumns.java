package org.lumoauth.oauth.grants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Converts lists to JSON columns. */
final class GrantJsonColumns {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GrantJsonColumns() {}

  static String of(List<?> items) {
    try {
      return JSON.writeValueAsString(items);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  static List<String> texts(String json) {
    return read(json, new TypeReference<>() {});
  }

  static List<Map<String, Object>> objects(String json) {
    return read(json, new TypeReference<>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a resource or detail column of oag_consent is not valid JSON", e);
    }
  }
}
