/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The compiled JSON Schema of an authorization details type. External schemas are not fetched.
 * Members that the schema does not define are rejected unless the schema permits them (RFC 9396
 * section 5). The schema does not need to define {@code type}.
 */
public final class AuthorizationDetailSchema {

  private static final int MAX_CHARACTERS = 16_384;
  private static final String UNEVALUATED = "unevaluatedProperties";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The validation limit: the weight of the schema multiplied by the characters of the element. */
  private static final long MAX_WORK = 100_000;

  private final JsonSchema schema;
  private final int parts;

  private AuthorizationDetailSchema(JsonSchema schema, int parts) {
    this.schema = schema;
    this.parts = parts;
  }

  /**
   * Validates and compiles the schema of a type.
   *
   * @throws UnsupportedSchemaException if the schema is not supported; the message is the reason
   */
  public static AuthorizationDetailSchema of(String type, Map<String, Object> declared) {
    int parts = SchemaComplexityValidator.check(declared);
    ObjectNode tree = JSON.valueToTree(declared);
    if (tree.toString().length() > MAX_CHARACTERS) {
      throw new UnsupportedSchemaException(
          "The schema must not be longer than " + MAX_CHARACTERS + " characters.");
    }
    try {
      requireSchema(tree);
      var compiled = factory().getSchema(effective(type, tree), config());
      compiled.initializeValidators();
      return new AuthorizationDetailSchema(compiled, parts);
    } catch (JsonSchemaException e) {
      throw new UnsupportedSchemaException(
          "The schema must be a valid JSON Schema 2020-12 that can be compiled.");
    }
  }

  /** Returns a message about the first invalid member of an element; empty if it is valid. */
  public Optional<String> violation(JsonNode element) {
    if ((long) parts * element.toString().length() > MAX_WORK) {
      return Optional.of("The element is too large for a schema of this size.");
    }
    return first(schema.validate(element)).map(SchemaViolationMessageFormatter::sentence);
  }

  private static void requireSchema(JsonNode tree) {
    JsonSchema meta =
        factory().getSchema(SchemaLocation.of(SchemaComplexityValidator.DIALECT), config());
    first(meta.validate(tree))
        .ifPresent(
            message -> {
              throw new UnsupportedSchemaException(
                  "The schema is not a valid JSON Schema 2020-12: see "
                      + SchemaViolationMessageFormatter.place(message)
                      + ".");
            });
  }

  private static ObjectNode effective(String type, ObjectNode declared) {
    ObjectNode schema = declared.deepCopy();
    ObjectNode properties =
        schema.get("properties") instanceof ObjectNode given
            ? given
            : schema.putObject("properties");
    if (!properties.has("type")) {
      properties.putObject("type").put("const", type);
    }
    if (!schema.has("additionalProperties") && !schema.has(UNEVALUATED)) {
      schema.put(UNEVALUATED, false);
    }
    schema.put("type", "object");
    return schema;
  }

  /**
   * Returns the most relevant message. An invalid member also makes other members appear unknown,
   * so those messages come last.
   */
  private static Optional<ValidationMessage> first(Set<ValidationMessage> messages) {
    return messages.stream()
        .min(
            Comparator.comparing((ValidationMessage each) -> UNEVALUATED.equals(each.getType()))
                .thenComparing(SchemaViolationMessageFormatter::place)
                .thenComparing(ValidationMessage::getType));
  }

  /** Creates a factory that loads only the dialect's own schemas from the library. */
  private static JsonSchemaFactory factory() {
    return JsonSchemaFactory.getInstance(
        VersionFlag.V202012,
        builder -> builder.schemaLoaders(loaders -> loaders.add(new SchemaDialectLoader())));
  }

  private static SchemaValidatorsConfig config() {
    return SchemaValidatorsConfig.builder()
        .pathType(PathType.JSON_POINTER)
        .formatAssertionsEnabled(true)
        .regularExpressionFactory(new LinearTimeRegexFactory())
        .build();
  }
}
