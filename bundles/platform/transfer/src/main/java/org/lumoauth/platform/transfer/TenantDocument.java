/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * A parsed tenant document for an import.
 *
 * @param sections items by the section's name
 */
record TenantDocument(Map<String, List<Map<String, Object>>> sections) {
  static final String FORMAT = "lumoauth-tenant";
  static final int VERSION = 1;

  private static final Set<String> HEAD = Set.of("format", "version", "tenant");

  /** Returns the head of an export document. */
  static Map<String, Object> head(String slug) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("format", FORMAT);
    document.put("version", VERSION);
    document.put("tenant", slug);
    return document;
  }

  /**
   * Parses a document.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static TenantDocument of(Map<String, Object> document) {
    if (document == null || !FORMAT.equals(document.get("format"))) {
      throw ApiException.invalid("format", "format must be " + FORMAT + ".");
    }
    if (!(document.get("version") instanceof Number number) || number.intValue() != VERSION) {
      throw ApiException.invalid("version", "version must be " + VERSION + ".");
    }
    Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
    document.forEach(
        (name, value) -> {
          if (!HEAD.contains(name)) {
            sections.put(name, items(name, value));
          }
        });
    return new TenantDocument(sections);
  }

  private static List<Map<String, Object>> items(String name, Object value) {
    if (!(value instanceof List<?> list)) {
      throw ApiException.invalid(name, name + " must be a list of objects.");
    }
    var items = new ArrayList<Map<String, Object>>(list.size());
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> object)) {
        throw ApiException.invalid(name, name + " must be a list of objects.");
      }
      Map<String, Object> item = new LinkedHashMap<>();
      object.forEach((member, content) -> item.put(String.valueOf(member), content));
      items.add(item);
    }
    return items;
  }
}
