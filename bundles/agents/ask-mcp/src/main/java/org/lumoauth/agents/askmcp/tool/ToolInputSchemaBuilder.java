/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds parts of JSON Schemas. */
final class ToolInputSchemaBuilder {

  private ToolInputSchemaBuilder() {}

  static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Returns the schema of an object with arbitrary members. */
  static Map<String, Object> anyObject(String description) {
    return Map.of("type", "object", "description", description);
  }

  static Map<String, Object> text(int maxLength, String description) {
    return Map.of("type", "string", "maxLength", maxLength, "description", description);
  }

  static Map<String, Object> explain() {
    return Map.of(
        "type",
        "string",
        "enum",
        List.of("full"),
        "description",
        "full adds the explanation of each decision. Leave it out to save tokens.");
  }

  static Map<String, Object> resource() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", text(255, "The type of the resource, for example document."));
    properties.put("id", text(255, "The id of the resource."));
    properties.put("attributes", anyObject("Further known attributes."));
    return object(List.of("type", "id"), properties);
  }
}
