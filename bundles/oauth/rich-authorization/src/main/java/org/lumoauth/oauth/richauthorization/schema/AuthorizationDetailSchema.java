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
 * The schema of a type, compiled. Nothing is ever fetched for it. Members that it does not name are
 * refused unless it says otherwise (RFC 9396 section 5), and {@code type} need not be named.
 */
public final class AuthorizationDetailSchema {

  private static final int MAX_CHARACTERS = 16_384;
  private static final String UNEVALUATED = "unevaluatedProperties";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Weight of the schema times characters of the element: what checking takes at most. */
  private static final long MAX_WORK = 100_000;

  private final JsonSchema schema;
  private final int parts;

  private AuthorizationDetailSchema(JsonSchema schema, int parts) {
    this.schema = schema;
    this.parts = parts;
  }

  /**
   * Checks and compiles the schema of a type.
   *
   * @throws UnsupportedSchemaException saying why it is not taken
   */
  public static AuthorizationDetailSchema of(String type, Map<String, Object> declared) {
    int parts = SchemaComplexityRules.check(declared);
    ObjectNode tree = JSON.valueToTree(declared);
    if (tree.toString().length() > MAX_CHARACTERS) {
      throw new UnsupportedSchemaException(
          "The schema has more than " + MAX_CHARACTERS + " characters.");
    }
    try {
      requireSchema(tree);
      var compiled = factory().getSchema(effective(type, tree), config());
      compiled.initializeValidators();
      return new AuthorizationDetailSchema(compiled, parts);
    } catch (JsonSchemaException e) {
      throw new UnsupportedSchemaException("The schema can't be compiled.");
    }
  }

  /** The first member of an element that is wrong, in a sentence; empty if none is. */
  public Optional<String> violation(JsonNode element) {
    if ((long) parts * element.toString().length() > MAX_WORK) {
      return Optional.of("The element is too large for a schema of this size.");
    }
    return first(schema.validate(element)).map(SchemaViolationMessages::sentence);
  }

  private static void requireSchema(JsonNode tree) {
    JsonSchema meta =
        factory().getSchema(SchemaLocation.of(SchemaComplexityRules.DIALECT), config());
    first(meta.validate(tree))
        .ifPresent(
            message -> {
              throw new UnsupportedSchemaException(
                  "This is no JSON Schema of 2020-12: see "
                      + SchemaViolationMessages.place(message)
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

  /** A wrong member also makes its neighbours look unknown: those come last. */
  private static Optional<ValidationMessage> first(Set<ValidationMessage> messages) {
    return messages.stream()
        .min(
            Comparator.comparing((ValidationMessage each) -> UNEVALUATED.equals(each.getType()))
                .thenComparing(SchemaViolationMessages::place)
                .thenComparing(ValidationMessage::getType));
  }

  /** The dialect's own schemas are in the library; for the rest the door is closed. */
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
