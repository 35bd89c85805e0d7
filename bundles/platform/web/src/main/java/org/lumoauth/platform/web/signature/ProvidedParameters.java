package org.lumoauth.platform.web.signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of the parameters that providers read, by their names. */
final class ProvidedParameters {
  private final Map<String, Parameter> all = new TreeMap<>();

  /** What is said of one: in which words by whom, and the values that it can have. */
  private record Parameter(Map<String, List<String>> words, TreeSet<String> values) {}

  /**
   * Reads them.
   *
   * @param providers what each says of its own, by its name: {@code display=page|popup How it is
   *     shown}
   */
  ProvidedParameters(Map<String, List<String>> providers) {
    new TreeMap<>(providers)
        .forEach((provider, said) -> said.forEach(parameter -> add(provider, parameter.strip())));
  }

  private void add(String provider, String said) {
    String[] parts = said.split(" ", 2);
    String[] named = parts[0].split("=", 2);
    Parameter parameter =
        all.computeIfAbsent(
            named[0], name -> new Parameter(new LinkedHashMap<>(), new TreeSet<>()));
    if (named.length > 1) {
      parameter.values().addAll(List.of(named[1].split("\\|")));
    }
    parameter
        .words()
        .computeIfAbsent(parts.length > 1 ? parts[1] : "", word -> new ArrayList<>())
        .add(provider);
  }

  Map<String, Map<String, Object>> schemas() {
    Map<String, Map<String, Object>> schemas = new TreeMap<>();
    all.forEach((name, parameter) -> schemas.put(name, schema(parameter)));
    return schemas;
  }

  private static Map<String, Object> schema(Parameter parameter) {
    List<String> parts =
        parameter.words().entrySet().stream()
            .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
            .toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    if (!parameter.values().isEmpty()) {
      schema.put("enum", parameter.values());
    }
    schema.put("description", String.join("; ", parts).strip());
    return schema;
  }
}
