package org.lumoauth.oauth.richauthorization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A type as an administrator declared it. JSON can hold it.
 *
 * @param type what {@code type} of an element says
 * @param name what people call it
 * @param words a line with placeholders for each language tag; may be empty
 * @param schema the JSON Schema that elements keep to
 */
public record DeclaredDetailsType(
    String type, String name, Map<String, String> words, Map<String, Object> schema) {

  public DeclaredDetailsType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    words = Collections.unmodifiableMap(new TreeMap<>(words));
    schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema)); // const may be null
  }
}
