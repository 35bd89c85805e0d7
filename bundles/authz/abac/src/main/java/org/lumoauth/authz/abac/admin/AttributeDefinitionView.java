/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;

/** An attribute definition on the wire. */
public record AttributeDefinitionView(
    long id,
    String name,
    String slug,
    String description,
    String attributeType,
    String dataType,
    Map<String, Object> validationRules,
    Object defaultValue,
    @JsonProperty("isRequired") boolean isRequired,
    @JsonProperty("isSystem") boolean isSystem,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Creates the view of a stored definition. */
  public static AttributeDefinitionView of(StoredAttributeDefinition stored) {
    var definition = stored.definition();
    return new AttributeDefinitionView(
        stored.id(),
        definition.name(),
        definition.slug(),
        definition.description(),
        definition.type().word(),
        definition.dataType().word(),
        definition.rules(),
        definition.defaultValue(),
        definition.required(),
        stored.system(),
        stored.version(),
        stored.createdAt(),
        stored.updatedAt());
  }

  /** Returns the content of a definition for responses, records and exports. */
  public static Map<String, Object> described(AttributeDefinition definition) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("slug", definition.slug());
    item.put("name", definition.name());
    if (definition.description() != null) {
      item.put("description", definition.description());
    }
    item.put("attributeType", definition.type().word());
    item.put("dataType", definition.dataType().word());
    item.put("validationRules", definition.rules());
    if (definition.defaultValue() != null) {
      item.put("defaultValue", definition.defaultValue());
    }
    item.put("isRequired", definition.required());
    return item;
  }
}
