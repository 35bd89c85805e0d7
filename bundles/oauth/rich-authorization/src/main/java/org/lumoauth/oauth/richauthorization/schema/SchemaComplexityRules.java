package org.lumoauth.oauth.richauthorization.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which schemas are taken: of a bounded size, whole in themselves, and without recursion, so that
 * what it takes to check an element is known beforehand.
 */
final class SchemaComplexityRules {

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

  private SchemaComplexityRules(Map<String, Object> root) {
    this.root = root;
  }

  /**
   * Checks a schema.
   *
   * @return how many parts it has, references followed, with patterns by what they weigh
   * @throws UnsupportedSchemaException if it is not taken
   */
  static int check(Map<String, Object> schema) {
    Object dialect = schema.get("$schema");
    if (dialect != null && !dialect.equals(DIALECT)) {
      throw new UnsupportedSchemaException("$schema is " + DIALECT + ".");
    }
    if (schema.containsKey("type") && !"object".equals(schema.get("type"))) {
      throw new UnsupportedSchemaException("An element is an object, and so is the schema's type.");
    }
    var rules = new SchemaComplexityRules(schema);
    rules.walk(schema, 1);
    return rules.nodes + rules.weight;
  }

  /** Counts what is referred to once for each reference: so often it may be looked at. */
  private void walk(Object node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new UnsupportedSchemaException(
          "The schema is more than " + MAX_DEPTH + " levels deep.");
    }
    if (++nodes > MAX_NODES) {
      throw new UnsupportedSchemaException(
          "The schema has more than " + MAX_NODES + " parts, references followed.");
    }
    if (node instanceof Map<?, ?> members) {
      members.forEach((name, value) -> member((String) name, value, depth));
    } else if (node instanceof List<?> items) {
      items.forEach(item -> walk(item, depth + 1));
    } else if (node instanceof Double number && !Double.isFinite(number)) {
      throw new UnsupportedSchemaException("A number is too large.");
    }
  }

  private void member(String name, Object value, int depth) {
    if (FOREIGN.contains(name)) {
      throw new UnsupportedSchemaException("There is no " + name + " here.");
    }
    if (name.equals("$schema") && depth > 1) {
      throw new UnsupportedSchemaException("$schema is for the whole.");
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
      throw new UnsupportedSchemaException("A format is not known here.");
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
          "$ref leads to $defs of this schema, as #/$defs/amount.");
    }
    String name = local.group(1);
    if (!open.add(name)) {
      throw new UnsupportedSchemaException("A $ref leads back to itself.");
    }
    walk(definitions.get(name), depth + 1);
    open.remove(name);
  }
}
