package org.lumoauth.oauth.grants;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthError;

/** Lists as JSON, in the tables. */
final class JsonText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MAX_DEPTH = 12;

  private static final ObjectMapper STRICT =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /**
   * The {@code authorization_details} of a request.
   *
   * @throws OAuthError {@code invalid_authorization_details} if it is no list of objects
   */
  static List<Map<String, Object>> sent(String json) {
    try {
      List<Map<String, Object>> objects = STRICT.readValue(json, new TypeReference<>() {});
      if (objects != null) {
        return objects;
      }
    } catch (JsonProcessingException e) {
      // as nothing
    }
    throw new OAuthError(
        400, "invalid_authorization_details", "authorization_details is no list of objects.");
  }

  static String of(List<?> items) {
    try {
      return JSON.writeValueAsString(items);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
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
      throw new IllegalStateException("a stored list is no JSON", e);
    }
  }
}
