/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * Computes SHA-256 digests that identify missions (AAuth draft, section Mission Identifier) and
 * records.
 */
public final class JsonS256Digest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private JsonS256Digest() {}

  /** Serializes JSON in its given order. */
  public static byte[] bytes(Map<String, Object> object) {
    try {
      return JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /**
   * Serializes JSON with sorted names and without spaces, so that equal values have equal bytes.
   */
  public static byte[] sorted(Object value) {
    try {
      return SORTED.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /** Returns the SHA-256 digest in base64url without padding. */
  public static String of(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // available on every Java platform
    }
  }
}
