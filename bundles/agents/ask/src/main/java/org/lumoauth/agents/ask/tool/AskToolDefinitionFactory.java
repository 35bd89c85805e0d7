/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.ask.AskRequestValidator;
import org.lumoauth.api.web.ApiException;

/** Describes Ask as a tool for a model, in the formats of model providers. */
final class AskToolDefinitionFactory {

  private static final String NAME = "ask_permission";
  private static final String DESCRIPTION =
      "Check whether you may do something before you do it. Send an action (for "
          + "example documents.read) or a"
          + " question in English about one action. The answer has allowed, reason "
          + "and, after a denial,"
          + " next_steps.";

  private AskToolDefinitionFactory() {}

  /**
   * Returns the definition.
   *
   * @param format {@code openai}, {@code anthropic} or {@code mcp}
   * @throws ApiException 400 for any other format
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
      default -> throw ApiException.invalidRequest("`format` must be openai, anthropic or mcp.");
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
        "action",
        text(AskRequestValidator.MAX_ACTION, "What you want to do, for example documents.read."));
    properties.put(
        "question",
        text(AskRequestValidator.MAX_QUESTION, "The same in English, instead of action."));
    properties.put("resource", resource());
    properties.put(
        "context",
        Map.of("type", "object", "description", "Further facts that matter for the decision."));
    return Map.of("type", "object", "properties", properties);
  }

  private static Map<String, Object> resource() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "type",
        text(AskRequestValidator.MAX_RESOURCE, "The type of the resource, for example document."));
    properties.put("id", text(AskRequestValidator.MAX_RESOURCE, "The id of the resource."));
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", "object");
    resource.put("description", "The resource of the action.");
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
