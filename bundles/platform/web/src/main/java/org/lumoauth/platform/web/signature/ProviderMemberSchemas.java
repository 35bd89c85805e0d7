/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of the members that providers read or return, by name. */
final class ProviderMemberSchemas {
  private static final String TEXT = "string";

  private final Map<String, ProviderSchema> all = new TreeMap<>();

  /** The declarations of one member: its type, the descriptions by provider, and its values. */
  private record ProviderSchema(
      String type, Map<String, List<String>> words, TreeSet<String> values) {}

  /**
   * Parses the declarations.
   *
   * @param providers the declarations by provider name: {@code display=page|popup How it is shown},
   *     {@code updated_at:integer When that was}
   */
  ProviderMemberSchemas(Map<String, List<String>> providers) {
    new TreeMap<>(providers)
        .forEach((provider, said) -> said.forEach(one -> add(provider, one.strip())));
  }

  private void add(String provider, String said) {
    String[] parts = said.split(" ", 2);
    String[] named = parts[0].split("=", 2);
    String[] typed = named[0].split(":", 2);
    ProviderSchema provided =
        all.computeIfAbsent(
            typed[0],
            name ->
                new ProviderSchema(
                    typed.length > 1 ? typed[1] : TEXT, new LinkedHashMap<>(), new TreeSet<>()));
    if (named.length > 1) {
      provided.values().addAll(List.of(named[1].split("\\|")));
    }
    provided
        .words()
        .computeIfAbsent(parts.length > 1 ? parts[1] : "", word -> new ArrayList<>())
        .add(provider);
  }

  Map<String, Map<String, Object>> schemas() {
    Map<String, Map<String, Object>> schemas = new TreeMap<>();
    all.forEach((name, provided) -> schemas.put(name, schema(provided)));
    return schemas;
  }

  private static Map<String, Object> schema(ProviderSchema provided) {
    List<String> parts =
        provided.words().entrySet().stream()
            .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
            .toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", provided.type());
    if (!provided.values().isEmpty()) {
      schema.put("enum", provided.values());
    }
    schema.put("description", String.join("; ", parts).strip());
    return schema;
  }
}
