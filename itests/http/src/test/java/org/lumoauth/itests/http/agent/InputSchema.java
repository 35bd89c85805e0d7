package org.lumoauth.itests.http.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What arguments a tool says that it takes (MCP server/tools, {@code inputSchema}), by the words of
 * JSON Schema that ours have.
 */
record InputSchema(JsonNode schema) {

  /** Of the tool of this name in the result of {@code tools/list}. */
  static InputSchema of(String tool, JsonNode list) {
    return StreamSupport.stream(list.path("tools").spliterator(), false)
        .filter(each -> each.path("name").asText().equals(tool))
        .map(each -> new InputSchema(each.path("inputSchema")))
        .findFirst()
        .orElseThrow();
  }

  boolean takes(JsonNode value) {
    return hasType(value)
        && (!value.isTextual() || isAtMost("maxLength", value.asText().codePoints().count()))
        && (!value.isArray() || takesItems(value))
        && (!value.isObject() || takesMembers(value));
  }

  private boolean hasType(JsonNode value) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    JsonNode types = schema.path("type");
    return types.isTextual()
        ? types.asText().equals(type)
        : types.isMissingNode() || anyIs(types, type);
  }

  private boolean takesItems(JsonNode value) {
    return isAtMost("maxItems", value.size())
        && value.size() >= schema.path("minItems").asInt()
        && StreamSupport.stream(value.spliterator(), false)
            .allMatch(new InputSchema(schema.path("items"))::takes);
  }

  private boolean takesMembers(JsonNode value) {
    boolean open = schema.path("additionalProperties").asBoolean(true);
    return StreamSupport.stream(schema.path("required").spliterator(), false)
            .allMatch(name -> value.has(name.asText()))
        && value.properties().stream()
            .allMatch(
                member ->
                    schema.path("properties").has(member.getKey())
                        ? new InputSchema(schema.path("properties").path(member.getKey()))
                            .takes(member.getValue())
                        : open);
  }

  private boolean isAtMost(String bound, long size) {
    return size <= schema.path(bound).asLong(Long.MAX_VALUE);
  }

  private static boolean anyIs(JsonNode types, String type) {
    return StreamSupport.stream(types.spliterator(), false)
        .anyMatch(each -> each.asText().equals(type));
  }
}
