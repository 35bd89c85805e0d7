package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Component;

/** Reads and writes JSON (RFC 8259): strictly, and no deeper than anything of ours is. */
@Component(service = Json.class)
public final class Json {

  /** How deep a body may nest. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_FIELD = 200;

  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .maxNameLength(MAX_NAME)
                          .build())
                  // An error message must not repeat what was sent.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  // Two members of one name are read differently by different parsers.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new JdkTypes())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual, // nor is a number or a truth value a text
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
          .build();

  private final ObjectWriter writer = mapper.writer();

  private final ClassValue<ObjectReader> readers =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return mapper.readerFor(type);
        }
      };

  /** Writes a value. */
  public byte[] write(Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of ours cannot be written", e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws Problem 400 {@code invalid_request} if it is not JSON, or JSON out of bounds; 422
   *     {@code validation_error} if it has the wrong shape, as a fraction where a whole number is
   *     wanted
   */
  public <T> T read(byte[] body, Type type) {
    if (isBlank(body)) {
      throw Problem.invalidRequest("A JSON body is needed.");
    }
    if (hasNul(body)) {
      throw new Problem(422, "validation_error", "A text holds a NUL character.");
    }
    ObjectReader reader =
        type instanceof Class<?> c
            ? readers.get(c)
            : mapper.readerFor(mapper.getTypeFactory().constructType(type));
    T value;
    try {
      value = reader.readValue(body);
    } catch (IOException e) {
      throw problem(e);
    }
    if (value == null) {
      throw Problem.invalidRequest("The body is null.");
    }
    return value;
  }

  /** Lets go of the classes of modules that are gone. */
  public void forget() {
    mapper.clearCaches();
  }

  private static RuntimeException problem(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return Problem.invalidRequest("The JSON nests too deep or has a name or number too long.");
    }
    if (e instanceof JsonParseException parse && !(e instanceof JsonEOFException)) {
      return Problem.invalidRequest(
          "The body is not well-formed JSON (line "
              + parse.getLocation().getLineNr()
              + ", column "
              + parse.getLocation().getColumnNr()
              + ").");
    }
    if (!(e instanceof JsonMappingException mapping)) {
      return Problem.invalidRequest("The body is not well-formed JSON.");
    }
    if (mapping.getCause() instanceof JsonProcessingException inner
        && !(inner instanceof JsonMappingException)) {
      return problem(inner);
    }
    if (mapping.getCause() instanceof Problem refusal) {
      return refusal;
    }
    if (mapping.getCause() instanceof OAuthError refusal) {
      return refusal;
    }
    String field = field(mapping);
    if (e instanceof UnrecognizedPropertyException) {
      return Problem.invalid(field, "The member " + field + " is not known here.");
    }
    if (e instanceof InvalidFormatException format && WholeNumberReader.refused(format)) {
      return field.isEmpty()
          ? new Problem(422, "validation_error", "A number is no whole number, or out of range.")
          : Problem.invalid(field, "The member " + field + " is no whole number, or out of range.");
    }
    return field.isEmpty()
        ? new Problem(422, "validation_error", "The body does not have the expected shape.")
        : Problem.invalid(field, "The member " + field + " is missing or has the wrong type.");
  }

  /** The member's path, cleaned: it is the caller's own text and goes into the log too. */
  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
            .collect(Collectors.joining("."))
            .replace(".[", "[")
            .replaceAll("[^\\p{L}\\p{N}_.\\[\\]-]", "?");
    return path.length() <= MAX_FIELD ? path : path.substring(0, MAX_FIELD);
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** A NUL can only stand in JSON as an escape; no text of ours may hold one. */
  static boolean hasNul(byte[] body) {
    for (int i = 0; i < body.length - 1; i++) {
      if (body[i] != '\\') {
        continue;
      }
      if (body[i + 1] == 'u'
          && i + 5 < body.length
          && body[i + 2] == '0'
          && body[i + 3] == '0'
          && body[i + 4] == '0'
          && body[i + 5] == '0') {
        return true;
      }
      i++;
    }
    return false;
  }
}
