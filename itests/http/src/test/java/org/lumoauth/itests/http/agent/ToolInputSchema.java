/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What arguments a tool says that it takes (MCP server/tools, {@code inputSchema}), by the words of
 * JSON Schema that ours have.
 */
record ToolInputSchema(JsonNode schema) {

  /** Of the tool of this name in the result of {@code tools/list}. */
  static ToolInputSchema of(String tool, JsonNode list) {
    return StreamSupport.stream(list.path("tools").spliterator(), false)
        .filter(each -> each.path("name").asText().equals(tool))
        .map(each -> new ToolInputSchema(each.path("inputSchema")))
        .findFirst()
        .orElseThrow();
  }

  boolean accepts(JsonNode value) {
    return hasType(value)
        && (!value.isTextual() || isWithinBound("maxLength", value.asText().codePoints().count()))
        && (!value.isArray() || acceptsItems(value))
        && (!value.isObject() || acceptsMembers(value));
  }

  private boolean hasType(JsonNode value) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    JsonNode types = schema.path("type");
    return types.isTextual()
        ? types.asText().equals(type)
        : types.isMissingNode() || matchesAnyType(types, type);
  }

  private boolean acceptsItems(JsonNode value) {
    return isWithinBound("maxItems", value.size())
        && value.size() >= schema.path("minItems").asInt()
        && StreamSupport.stream(value.spliterator(), false)
            .allMatch(new ToolInputSchema(schema.path("items"))::accepts);
  }

  private boolean acceptsMembers(JsonNode value) {
    boolean open = schema.path("additionalProperties").asBoolean(true);
    return StreamSupport.stream(schema.path("required").spliterator(), false)
            .allMatch(name -> value.has(name.asText()))
        && value.properties().stream()
            .allMatch(
                member ->
                    schema.path("properties").has(member.getKey())
                        ? new ToolInputSchema(schema.path("properties").path(member.getKey()))
                            .accepts(member.getValue())
                        : open);
  }

  private boolean isWithinBound(String bound, long size) {
    return size <= schema.path(bound).asLong(Long.MAX_VALUE);
  }

  private static boolean matchesAnyType(JsonNode types, String type) {
    return StreamSupport.stream(types.spliterator(), false)
        .anyMatch(each -> each.asText().equals(type));
  }
}
