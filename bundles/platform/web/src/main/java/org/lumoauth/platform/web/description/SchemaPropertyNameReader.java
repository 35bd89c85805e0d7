/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads member names from an annotated record. Code that reads a body as a map gets its allowed
 * names here, so that the documented and accepted members are the same.
 */
public final class SchemaPropertyNameReader {

  private SchemaPropertyNameReader() {}

  /** Returns the JSON names of the record's members. */
  public static Set<String> namesOf(Class<? extends Record> described) {
    return Arrays.stream(described.getRecordComponents())
        .map(SchemaPropertyNameReader::namesOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the JSON name of a component. */
  public static String namesOf(RecordComponent component) {
    AnnotatedElement written = component.getAccessor();
    JsonProperty property = written.getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? component.getName() : property.value();
  }
}
