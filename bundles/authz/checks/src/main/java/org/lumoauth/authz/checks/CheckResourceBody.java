package org.lumoauth.authz.checks;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.authz.Resource;

/**
 * A resource as clients send it.
 *
 * @param type for example {@code document}
 * @param id names one of the type
 * @param attributes what the asker says of it
 * @param properties the same under AuthZEN's name
 */
record CheckResourceBody(
    String type, String id, Map<String, Object> attributes, Map<String, Object> properties) {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;

  /**
   * @throws org.lumoauth.api.web.ApiException 400 {@code MISSING_FIELDS}
   */
  Resource checked() {
    if (missing(type, MAX_TYPE) || missing(id, MAX_ID)) {
      throw CheckProblems.missingFields(
          "A resource has a type of at most "
              + MAX_TYPE
              + " characters and an id of at most "
              + MAX_ID
              + ".");
    }
    if (attributes != null && properties != null) {
      throw CheckProblems.missingFields(
          "Send the resource's attributes or its properties, not both.");
    }
    return new Resource(type, id, known(attributes == null ? properties : attributes));
  }

  private static boolean missing(String text, int max) {
    return text == null || text.isBlank() || text.length() > max;
  }

  /** What is null is not known. */
  private static Map<String, Object> known(Map<String, Object> sent) {
    if (sent == null) {
      return Map.of();
    }
    var known = new HashMap<>(sent);
    known.values().removeIf(value -> value == null);
    return known;
  }
}
