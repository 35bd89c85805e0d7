/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes profile members stored as JSON, because they are not searchable. */
public final class UserProfileColumnJsonCodec {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private UserProfileColumnJsonCodec() {}

  /** Returns an object as JSON text; null if it is empty. */
  public static @Nullable String text(Map<String, ?> object) {
    if (object.isEmpty()) {
      return null;
    }
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The profile cannot be written as JSON.", e);
    }
  }

  /** Parses the text written by {@link #text}. Returns an empty map for null. */
  public static Map<?, ?> object(String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "an address, claim or name column of directory_user is not valid JSON", e);
    }
  }
}
