/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.encoding.JsonEncodingValidator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Reads and writes JSON (RFC 8259) strictly and with a limited depth. */
@Component(service = JsonCodec.class)
public final class JsonCodec {

  private static final int MAX_FIELD = 200;

  private final LimitedJsonParserFactory limits = new LimitedJsonParserFactory();

  private final ObjectMapper mapper =
      JsonMapper.builder(limits.standardFactory())
          .addModule(new JdkTypesModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual, // numbers and booleans are not accepted as text
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

  private final BundleListener unresolved =
      event -> {
        if (event.getType() == BundleEvent.UNRESOLVED) {
          forget();
        }
      };

  @Activate
  void start(BundleContext context) {
    context.addBundleListener(unresolved);
  }

  @Deactivate
  void stop(BundleContext context) {
    context.removeBundleListener(unresolved);
    forget();
  }

  /** Serializes a value. */
  public byte[] write(Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the response body cannot be serialized", e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws ApiException 400 {@code invalid_request} if the body is not JSON or exceeds a limit;
   *     422 {@code validation_error} if it has the wrong shape, such as a fraction for an integer
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // JAX-RS knows only the reflected type
  public <T> T read(byte[] body, Type type) {
    if (isBlank(body)) {
      throw ApiException.invalidRequest("The request requires a JSON body.");
    }
    requireSound(body);
    ObjectReader reader =
        type instanceof Class<?> c
            ? readers.get(c)
            : mapper.readerFor(mapper.getTypeFactory().constructType(type));
    T value;
    try {
      value = reader.with(limits.of(body.length, mapper)).readValue(body);
    } catch (IOException e) {
      throw problem(e);
    }
    if (value == null) {
      throw ApiException.invalidRequest("The body must not be null.");
    }
    return value;
  }

  /**
   * Reads the members of an object without building a tree of their values, as {@link
   * FlatJsonReader} does.
   *
   * @throws ApiException 400 {@code invalid_request} if the body is not JSON, not an object, or
   *     exceeds a limit
   */
  public Map<String, Object> readFlat(byte[] body) {
    if (isBlank(body)) {
      throw ApiException.invalidRequest("The request requires a JSON body.");
    }
    requireSound(body);
    try (JsonParser parser = limits.flatFactory().createParser(body)) {
      return FlatJsonReader.read(parser);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private static void requireSound(byte[] body) {
    JsonEncodingValidator.JsonTextFault fault = JsonEncodingValidator.check(body);
    if (fault == JsonEncodingValidator.JsonTextFault.NUL) {
      throw new ApiException(422, "validation_error", fault.message());
    }
    if (fault != JsonEncodingValidator.JsonTextFault.NONE) {
      throw ApiException.invalidRequest(fault.message());
    }
  }

  /**
   * Releases the classes of uninstalled modules from the mapper's own caches and from Jackson's
   * type cache, which all mappers of the server share.
   */
  public void forget() {
    mapper.clearCaches();
  }

  private static RuntimeException problem(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return ApiException.invalidRequest(LimitedJsonParserFactory.EXCEEDED);
    }
    if (e instanceof JsonParseException parse && !(e instanceof JsonEOFException)) {
      return ApiException.invalidRequest(
          "The body is not well-formed JSON (line "
              + parse.getLocation().getLineNr()
              + ", column "
              + parse.getLocation().getColumnNr()
              + ").");
    }
    if (!(e instanceof JsonMappingException mapping)) {
      return ApiException.invalidRequest(
          "The body is not well-formed JSON: it is incomplete or not UTF-8.");
    }
    if (mapping.getCause() instanceof JsonProcessingException inner
        && !(inner instanceof JsonMappingException)) {
      return problem(inner);
    }
    if (mapping.getCause() instanceof ApiException refusal) {
      return refusal;
    }
    if (mapping.getCause() instanceof OAuthException refusal) {
      return refusal;
    }
    String field = field(mapping);
    if (e instanceof UnrecognizedPropertyException) {
      return ApiException.invalid(
          field, "Unknown member " + field + ". Remove it or correct its name.");
    }
    if (e instanceof InvalidFormatException format
        && WholeNumberDeserializer.isRejectedNumber(format)) {
      return field.isEmpty()
          ? new ApiException(
              422, "validation_error", "A number is not an integer or is out of range.")
          : ApiException.invalid(
              field, "The member " + field + " is not an integer or is out of range.");
    }
    return field.isEmpty()
        ? new ApiException(
            422,
            "validation_error",
            "The body must be a JSON object with the members of this operation.")
        : ApiException.invalid(
            field, "The member " + field + " is missing or is not " + expected(mapping) + ".");
  }

  /** Returns the JSON type that a member must have. */
  private static String expected(JsonMappingException e) {
    Class<?> type =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (type == null) {
      return "of the expected type";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord()
        ? "an object"
        : "of the expected type";
  }

  /** Returns the member's path, cleaned because it is caller input and is also logged. */
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
}
