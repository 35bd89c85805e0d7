/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;

/**
 * Generates the JSON Schema of a Java type. Only records, lists, maps and simple values have a
 * schema; a recursive record has none within itself.
 */
public final class JsonSchemaGenerator {
  private static final Map<String, Object> ANYTHING = Map.of();
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> NUMBER = Map.of("type", "number");
  private static final Set<Class<?>> WHOLE =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          short.class,
          Short.class,
          BigInteger.class,
          Duration.class);
  private static final Set<Class<?>> FRACTIONS =
      Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);

  /** The bindings of the type variables of the enclosing types. */
  private final Map<TypeVariable<?>, Type> bound;

  private final List<Class<?>> within;

  private JsonSchemaGenerator(Map<TypeVariable<?>, Type> bound, List<Class<?>> within) {
    this.bound = bound;
    this.within = within;
  }

  /** Returns the schema of a type; empty if it is unknown. */
  public static Map<String, Object> of(Type type) {
    return new JsonSchemaGenerator(Map.of(), List.of()).schema(type);
  }

  private Map<String, Object> schema(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      return bound.containsKey(variable) ? schema(bound.get(variable)) : ANYTHING;
    }
    if (type instanceof ParameterizedType parameterized) {
      return ofClass((Class<?>) parameterized.getRawType(), parameterized.getActualTypeArguments());
    }
    if (type instanceof GenericArrayType array) {
      return list(array.getGenericComponentType());
    }
    return type instanceof Class<?> plain ? ofClass(plain, new Type[0]) : ANYTHING;
  }

  private Map<String, Object> ofClass(Class<?> type, Type[] arguments) {
    if (CharSequence.class.isAssignableFrom(type) || type.isEnum()) {
      return TEXT;
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (WHOLE.contains(type)) {
      return Map.of("type", "integer");
    }
    if (FRACTIONS.contains(type)) {
      return NUMBER;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return arguments.length == 1 ? list(arguments[0]) : Map.of("type", "array");
    }
    if (Map.class.isAssignableFrom(type)) {
      return arguments.length == 2
          ? Map.of("type", "object", "additionalProperties", schema(arguments[1]))
          : Map.of("type", "object");
    }
    if (type == Optional.class && arguments.length == 1) {
      return schema(arguments[0]);
    }
    if (type.isArray()) {
      return list(type.getComponentType());
    }
    return type.isRecord() ? record(type, arguments) : ANYTHING;
  }

  private Map<String, Object> list(Type item) {
    return Map.of("type", "array", "items", schema(item));
  }

  private Map<String, Object> record(Class<?> type, Type[] arguments) {
    if (within.contains(type)) {
      return Map.of("type", "object");
    }
    Map<TypeVariable<?>, Type> variables = new HashMap<>(bound);
    for (int i = 0; i < arguments.length; i++) {
      Type argument = arguments[i];
      variables.put(
          type.getTypeParameters()[i],
          argument instanceof TypeVariable<?> outer ? bound.getOrDefault(outer, outer) : argument);
    }
    List<Class<?>> deeper = new ArrayList<>(within);
    deeper.add(type);
    JsonSchemaGenerator inside = new JsonSchemaGenerator(variables, deeper);
    ObjectSchemaBuilder object = new ObjectSchemaBuilder();
    for (RecordComponent component : type.getRecordComponents()) {
      object.add(
          SchemaPropertyNameReader.namesOf(component),
          component.getAccessor().isAnnotationPresent(JsonRawValue.class)
              ? ANYTHING
              : inside.schema(component.getGenericType()),
          Optional.ofNullable(component.getAnnotation(SchemaProperty.class)));
    }
    return object.map();
  }
}
