/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.erdtman.jcs.JsonCanonicalizer;

/** Serializes agent cards to JSON and to canonical JSON (RFC 8785), which is the signed form. */
final class AgentCardJsonCodec {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private AgentCardJsonCodec() {}

  /** Returns the canonical form of a card without its signatures. */
  static Optional<String> canonical(Map<String, Object> card) {
    var bare = new LinkedHashMap<>(card);
    bare.remove("signatures");
    try {
      var text = JSON.writeValueAsString(bare);
      return Optional.of(
          new String(new JsonCanonicalizer(text).getEncodedUTF8(), StandardCharsets.UTF_8));
    } catch (IOException e) { // a number outside the range of a double, or an unpaired surrogate
      return Optional.empty();
    }
  }

  static String write(AgentCardContent form) {
    try {
      return JSON.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The card cannot be serialized to JSON", e);
    }
  }

  static AgentCardContent read(String text) {
    try {
      return JSON.readValue(text, AgentCardContent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the card in agc_card is not valid JSON", e);
    }
  }

  /** Returns the members of a JSON object; empty if the bytes are not a JSON object. */
  static Optional<Map<String, Object>> members(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, MEMBERS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
