package org.lumoauth.agents.jit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Reads and writes stored JSON. */
public final class JitJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private JitJson() {}

  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /** Returns the value as a tree; equal values give equal trees, regardless of their Java types. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(object(write(Map.of("value", value))));
  }

  public static Map<String, Object> object(String text) {
    try {
      return JSON.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of jit_request or jit_rules is not a JSON object", e);
    }
  }
}
