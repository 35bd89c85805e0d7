/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** Adds an annotation to the schema of a member. */
public final class SchemaPropertyDecorator {

  private SchemaPropertyDecorator() {}

  /** Returns the schema with the allowed values and the description. */
  public static Map<String, Object> withMember(Map<String, Object> schema, SchemaProperty said) {
    Map<String, Object> more = new LinkedHashMap<>(schema);
    if (said.oneOf().length > 0) {
      more.put("enum", List.of(said.oneOf()));
    }
    if (!said.description().isEmpty()) {
      more.put("description", said.description());
    }
    return more;
  }
}
