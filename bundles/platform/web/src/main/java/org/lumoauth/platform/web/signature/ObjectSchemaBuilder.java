package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The JSON Schema of an object while its members come together. */
final class ObjectSchemaBuilder {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final TreeSet<Object> required = new TreeSet<>();

  /** One that begins with the members of another. */
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

  /** One that somebody else says, unless it is there already. */
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
