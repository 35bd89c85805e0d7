/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A type declared by an administrator, serialized as JSON.
 *
 * @param type the value of {@code type} in an element
 * @param name the display name
 * @param words a description template for each language tag; may be empty
 * @param schema the JSON Schema for elements
 */
public record DetailsTypeDeclaration(
    String type, String name, Map<String, String> words, Map<String, Object> schema) {

  public DetailsTypeDeclaration {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    words = Collections.unmodifiableMap(new TreeMap<>(words));
    schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema)); // const can be null.
  }

  /** Returns all members for the audit log. */
  Map<String, Object> toAuditDetails() {
    return Map.of("type", type, "name", name, "words", words, "schema", schema);
  }
}
