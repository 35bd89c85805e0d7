/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Reads and writes JSON exchanged with providers. */
final class OidcMessageJsonCodec {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private OidcMessageJsonCodec() {}

  /** Returns the JSON object of a response with status 200; empty for any other response. */
  static Optional<JsonNode> object(OutboundResponse response) {
    if (response.status() != 200 || !JsonEncodingValidator.isValid(response.body())) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readTree(response.body())).filter(JsonNode::isObject);
    } catch (IOException e) { // its message would quote the provider
      return Optional.empty();
    }
  }

  /** Returns a non-empty string member. */
  static Optional<String> text(JsonNode object, String name) {
    return Optional.of(object.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  @SuppressWarnings("unchecked") // members of an object have names
  static Map<String, Object> map(JsonNode object) {
    return MAPPER.convertValue(object, Map.class);
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
