/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Parses elements to JSON trees in which equal numbers are equal, regardless of the parser. */
final class AuthorizationDetailJsonConverter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AuthorizationDetailJsonConverter() {}

  static JsonNode tree(Map<String, Object> detail) {
    try {
      return JSON.readTree(JSON.writeValueAsString(detail));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
