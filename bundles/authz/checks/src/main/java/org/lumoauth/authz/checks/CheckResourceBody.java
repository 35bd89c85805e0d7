/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.authz.Resource;

/**
 * A resource in a request.
 *
 * @param type the type, for example {@code document}
 * @param id the id, unique within the type
 * @param attributes attributes, according to the client
 * @param properties the same under AuthZEN's name
 */
record CheckResourceBody(
    String type, String id, Map<String, Object> attributes, Map<String, Object> properties) {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;

  /**
   * Validates the resource.
   *
   * @throws org.lumoauth.api.web.ApiException 400 {@code MISSING_FIELDS}
   */
  Resource checked() {
    if (missing(type, MAX_TYPE) || missing(id, MAX_ID)) {
      throw PermissionCheckErrorFactory.missingFields(
          "`resource` must have a `type` of at most "
              + MAX_TYPE
              + " characters and an `id` of at most "
              + MAX_ID
              + " characters.");
    }
    if (attributes != null && properties != null) {
      throw PermissionCheckErrorFactory.missingFields(
          "`resource.attributes` and `resource.properties` cannot be combined.");
    }
    return new Resource(type, id, known(attributes == null ? properties : attributes));
  }

  private static boolean missing(String text, int max) {
    return text == null || text.isBlank() || text.length() > max;
  }

  /** Removes null values, which count as unknown. */
  private static Map<String, Object> known(Map<String, Object> sent) {
    if (sent == null) {
      return Map.of();
    }
    var known = new HashMap<>(sent);
    known.values().removeIf(value -> value == null);
    return known;
  }
}
