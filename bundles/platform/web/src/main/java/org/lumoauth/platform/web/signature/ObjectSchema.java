package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.platform.web.description.Member;

/** The JSON Schema of an object while its members come together. */
final class ObjectSchema {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final TreeSet<Object> required = new TreeSet<>();

  /** One that begins with the members of another. */
  static ObjectSchema from(Map<String, Object> other) {
    ObjectSchema begun = new ObjectSchema();
    if (other.get("properties") instanceof Map<?, ?> members) {
      members.forEach((name, schema) -> begun.properties.put((String) name, schema));
    }
    if (other.get("required") instanceof List<?> needed) {
      begun.required.addAll(needed);
    }
    return begun;
  }

  void add(String name, Map<String, Object> schema, Optional<Member> said) {
    properties.put(name, said.map(member -> with(schema, member)).orElse(schema));
    if (said.filter(Member::needed).isPresent()) {
      required.add(name);
    }
  }

  /** One that nothing else is said of, unless it is there already. */
  void addText(String name, String says) {
    properties.putIfAbsent(name, Map.of("type", "string", "description", says));
  }

  private static Map<String, Object> with(Map<String, Object> schema, Member said) {
    Map<String, Object> more = new LinkedHashMap<>(schema);
    if (said.oneOf().length > 0) {
      more.put("enum", List.of(said.oneOf()));
    }
    if (!said.says().isEmpty()) {
      more.put("description", said.says());
    }
    return more;
  }

  Map<String, Object> properties() {
    return properties;
  }

  boolean needs(String name) {
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
