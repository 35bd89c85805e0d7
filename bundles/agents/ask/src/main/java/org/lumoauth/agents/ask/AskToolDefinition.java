package org.lumoauth.agents.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Ask as a tool that a model is told of, in the forms of those who run models. */
final class AskToolDefinition {

  private static final String NAME = "ask_permission";
  private static final String DESCRIPTION =
      "Ask whether you may do something before you do it. Send the action (as documents.read) or a"
          + " question in English about one action. The answer has allowed, reason and, after a no,"
          + " next_steps.";

  private AskToolDefinition() {}

  /**
   * The definition.
   *
   * @param format {@code openai}, {@code anthropic} or {@code mcp}
   * @throws ApiException 400 for another format
   */
  static Map<String, Object> inFormat(String format) {
    Map<String, Object> definition = new LinkedHashMap<>();
    switch (format == null ? "" : format) {
      case "openai" -> {
        Map<String, Object> function = named();
        function.put("parameters", schema());
        definition.put("type", "function");
        definition.put("function", function);
      }
      case "anthropic" -> {
        definition.putAll(named());
        definition.put("input_schema", schema());
      }
      case "mcp" -> {
        definition.putAll(named());
        definition.put("inputSchema", schema());
      }
      default -> throw ApiException.invalidRequest("format is openai, anthropic or mcp.");
    }
    return definition;
  }

  private static Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", NAME);
    named.put("description", DESCRIPTION);
    return named;
  }

  private static Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "action", text(AskRequestValidator.MAX_ACTION, "What you want to do, as documents.read."));
    properties.put(
        "question", text(AskRequestValidator.MAX_QUESTION, "The same in English, in its place."));
    properties.put("resource", resource());
    properties.put("context", Map.of("type", "object", "description", "What else matters."));
    return Map.of("type", "object", "properties", properties);
  }

  private static Map<String, Object> resource() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "type", text(AskRequestValidator.MAX_RESOURCE, "What kind of thing, as document."));
    properties.put("id", text(AskRequestValidator.MAX_RESOURCE, "Which one."));
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", "object");
    resource.put("description", "On what you want to do it.");
    resource.put("properties", properties);
    resource.put("required", List.of("type", "id"));
    return resource;
  }

  private static Map<String, Object> text(int most, String description) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("type", "string");
    text.put("description", description);
    text.put("maxLength", most);
    return text;
  }
}
