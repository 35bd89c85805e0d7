/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Defines which schemas are supported: limited in size, self-contained and without recursion, so
 * that the cost of validation is bounded.
 */
final class SchemaComplexityValidator {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final int MAX_DEPTH = 16;
  private static final int MAX_NODES = 1_000;
  private static final Pattern LOCAL = Pattern.compile("#/\\$defs/([A-Za-z0-9_-]{1,64})");
  private static final Set<String> FOREIGN =
      Set.of(
          "$id",
          "$anchor",
          "$dynamicAnchor",
          "$dynamicRef",
          "$recursiveAnchor",
          "$recursiveRef",
          "$vocabulary");
  private static final Set<String> FORMATS =
      Set.of(
          "date",
          "date-time",
          "time",
          "duration",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "uuid");

  private final Map<String, Object> root;
  private final LinearTimeRegexFactory expressions = new LinearTimeRegexFactory();
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int weight;

  private SchemaComplexityValidator(Map<String, Object> root) {
    this.root = root;
  }

  /**
   * Validates a schema.
   *
   * @return the number of its parts, with references followed and patterns counted by their weight
   * @throws UnsupportedSchemaException if the schema is not supported
   */
  static int check(Map<String, Object> schema) {
    Object dialect = schema.get("$schema");
    if (dialect != null && !dialect.equals(DIALECT)) {
      throw new UnsupportedSchemaException("$schema must be " + DIALECT + ".");
    }
    if (schema.containsKey("type") && !"object".equals(schema.get("type"))) {
      throw new UnsupportedSchemaException("The type of the schema must be object.");
    }
    var rules = new SchemaComplexityValidator(schema);
    rules.walk(schema, 1);
    return rules.nodes + rules.weight;
  }

  /** Counts the target of each reference every time, because it may be validated that often. */
  private void walk(@Nullable Object node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new UnsupportedSchemaException(
          "The schema must not be more than " + MAX_DEPTH + " levels deep.");
    }
    if (++nodes > MAX_NODES) {
      throw new UnsupportedSchemaException(
          "The schema must not have more than "
              + MAX_NODES
              + " parts, including the targets of references.");
    }
    if (node instanceof Map<?, ?> members) {
      members.forEach((name, value) -> member((String) name, value, depth));
    } else if (node instanceof List<?> items) {
      items.forEach(item -> walk(item, depth + 1));
    } else if (node instanceof Double number && !Double.isFinite(number)) {
      throw new UnsupportedSchemaException("A number in the schema must be finite as a double.");
    }
  }

  private void member(String name, Object value, int depth) {
    if (FOREIGN.contains(name)) {
      throw new UnsupportedSchemaException("The keyword " + name + " is not supported.");
    }
    if (name.equals("$schema") && depth > 1) {
      throw new UnsupportedSchemaException("$schema must be allowed only at the top level.");
    }
    if (name.equals("pattern") && value instanceof String pattern) {
      expressions.getRegularExpression(pattern);
      weight += LinearTimeRegexFactory.weight(pattern);
    }
    if (name.equals("patternProperties") && value instanceof Map<?, ?> patterns) {
      for (Object key : patterns.keySet()) {
        expressions.getRegularExpression((String) key);
        weight += LinearTimeRegexFactory.weight((String) key);
      }
    }
    if (name.equals("format") && value instanceof String format && !FORMATS.contains(format)) {
      throw new UnsupportedSchemaException(
          "Each format in the schema must be one of "
              + String.join(", ", FORMATS.stream().sorted().toList())
              + ".");
    }
    walk(value, depth + 1);
    if (name.equals("$ref")) {
      follow(value, depth);
    }
  }

  private void follow(Object reference, int depth) {
    var local = LOCAL.matcher(reference instanceof String text ? text : "");
    if (!local.matches()
        || !(root.get("$defs") instanceof Map<?, ?> definitions)
        || !definitions.containsKey(local.group(1))) {
      throw new UnsupportedSchemaException(
          "$ref must refer to $defs of this schema, for example #/$defs/amount.");
    }
    String name = local.group(1);
    if (!open.add(name)) {
      throw new UnsupportedSchemaException("A $ref must not refer to itself.");
    }
    walk(definitions.get(name), depth + 1);
    open.remove(name);
  }
}
