package org.lumoauth.platform.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Members of a profile that are kept as JSON, since nobody is looked for by them. */
final class UserProfileJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private UserProfileJson() {}

  /** An object as text; null where it is empty. */
  static String text(Map<String, ?> object) {
    if (object.isEmpty()) {
      return null;
    }
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A profile is no JSON.", e);
    }
  }

  /** The object that {@link #text} wrote; empty for null. */
  static Map<?, ?> object(String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept profile is no JSON.", e);
    }
  }
}
