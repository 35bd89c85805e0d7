package org.lumoauth.platform.web.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the members that a record describes: whoever reads a body as a map knows by them
 * which it may have, so that what is described and what is taken are one.
 */
public final class SchemaPropertyNames {

  private SchemaPropertyNames() {}

  /** The names as they are in JSON. */
  public static Set<String> namesOf(Class<? extends Record> described) {
    return Arrays.stream(described.getRecordComponents())
        .map(SchemaPropertyNames::namesOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The name of one. */
  public static String namesOf(RecordComponent component) {
    AnnotatedElement written = component.getAccessor();
    JsonProperty property = written.getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? component.getName() : property.value();
  }
}
