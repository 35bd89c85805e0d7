/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Compares answers with what the reference says that they have. */
public final class ReferenceResponseComparator {
  private static final Map<String, Predicate<JsonNode>> TYPES =
      Map.of(
          "object", JsonNode::isObject,
          "array", JsonNode::isArray,
          "string", JsonNode::isTextual,
          "integer", JsonNode::isIntegralNumber,
          "number", JsonNode::isNumber,
          "boolean", JsonNode::isBoolean);

  private final ReferenceContract reference;
  private final Set<String> differences;

  /** Every member of every object that there was, and whether it was there at least once. */
  private final Map<String, Boolean> members = new TreeMap<>();

  public ReferenceResponseComparator(ReferenceContract reference, Set<String> differences) {
    this.reference = reference;
    this.differences = differences;
  }

  /** Compares a value; the name is that of its schema, or else of the place where it is. */
  public void compare(String place, JsonNode described, JsonNode value) {
    String name = ReferenceContract.name(described, place);
    JsonNode schema = reference.resolve(described);
    String type = schema.path("type").asText();
    if (value.isNull()) {
      if (!type.isEmpty() && !schema.path("nullable").asBoolean()) {
        differences.add(place + " is null");
      }
    } else if (!type.isEmpty() && !isA(type, value)) {
      differences.add(place + " is " + kind(value) + ", not " + type);
    } else {
      compareText(place, schema, value);
      compareMembers(name, schema, value);
      value.forEach(
          item -> {
            if (value.isArray() && schema.has("items")) {
              compare(name + "[]", schema.path("items"), item);
            } else if (value.isObject() && schema.path("additionalProperties").isObject()) {
              compare(name + ".*", schema.path("additionalProperties"), item);
            }
          });
    }
  }

  /** Whether a value has a type of JSON Schema. */
  public static boolean isA(String type, JsonNode value) {
    return TYPES.get(type).test(value);
  }

  private static String kind(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private void compareText(String place, JsonNode schema, JsonNode value) {
    String format = schema.path("format").asText();
    if (value.isTextual() && !isFormatted(format, value.asText())) {
      differences.add(place + " is no " + format);
    }
    if (schema.has("enum")
        && ReferenceContract.texts(schema.path("enum")).noneMatch(value.asText()::equals)) {
      differences.add(place + " is " + value.asText() + ", which it can't be");
    }
  }

  private static boolean isFormatted(String format, String text) {
    try {
      return switch (format) {
        case "date-time" -> Instant.parse(text).toString().endsWith("Z");
        case "date" -> LocalDate.parse(text).toString().equals(text);
        case "uri" -> URI.create(text).isAbsolute();
        case "uuid" -> UUID.fromString(text).toString().equals(text);
        case "email" -> text.contains("@");
        default -> true;
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  private void compareMembers(String name, JsonNode schema, JsonNode value) {
    if (value.isObject()) {
      ReferenceContract.texts(schema.path("required"))
          .filter(member -> !value.has(member))
          .forEach(member -> differences.add(name + "." + member + " is not always there"));
      schema
          .path("properties")
          .properties()
          .forEach(
              member -> {
                String place = name + "." + member.getKey();
                members.merge(place, value.has(member.getKey()), Boolean::logicalOr);
                if (value.has(member.getKey())) {
                  compare(place, member.getValue(), value.path(member.getKey()));
                }
              });
    }
  }

  /** Tells of the members that were never there. */
  public void finish() {
    members.forEach(
        (place, seen) -> {
          if (!seen) {
            differences.add(place + " is never there");
          }
        });
  }
}
