/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.platform.web.description.SchemaProperty;

/** Builds the JSON Schema of an object. */
final class ObjectSchemaBuilder {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final TreeSet<Object> required = new TreeSet<>();

  /** Creates a builder with the members of another schema. */
  static ObjectSchemaBuilder from(Map<String, Object> other) {
    ObjectSchemaBuilder begun = new ObjectSchemaBuilder();
    if (other.get("properties") instanceof Map<?, ?> members) {
      members.forEach((name, schema) -> begun.properties.put((String) name, schema));
    }
    if (other.get("required") instanceof List<?> needed) {
      begun.required.addAll(needed);
    }
    return begun;
  }

  void add(String name, Map<String, Object> schema, Optional<SchemaProperty> said) {
    properties.put(
        name,
        said.map(member -> SchemaPropertyDecorator.withMember(schema, member)).orElse(schema));
    if (said.filter(SchemaProperty::required).isPresent()) {
      required.add(name);
    }
  }

  /** Adds a member unless it is already present. */
  void addIfAbsent(String name, Map<String, Object> schema) {
    properties.putIfAbsent(name, schema);
  }

  Map<String, Object> properties() {
    return properties;
  }

  boolean isRequired(String name) {
    return required.contains(name);
  }

  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "object");
    map.put("properties", properties);
    if (!required.isEmpty()) {
      map.put("required", List.copyOf(required));
    }
    return map;
  }
}
