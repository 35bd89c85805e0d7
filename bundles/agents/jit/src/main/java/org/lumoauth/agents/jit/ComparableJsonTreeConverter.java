/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Compares JSON values. */
public final class ComparableJsonTreeConverter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparableJsonTreeConverter() {}

  /** Returns the value as a tree; equal values give equal trees, regardless of their Java types. */
  public static JsonNode tree(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
