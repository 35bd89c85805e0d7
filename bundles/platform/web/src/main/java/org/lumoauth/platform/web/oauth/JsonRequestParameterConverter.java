/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;

/**
 * Converts a JSON object to request parameters: each member is a text, or a list of texts if the
 * parameter is repeated.
 */
final class JsonRequestParameterConverter {

  private JsonRequestParameterConverter() {}

  static Map<String, List<String>> of(Map<String, ?> body) {
    Map<String, List<String>> parameters = new HashMap<>();
    body.forEach(
        (name, value) -> {
          List<String> values = values(value);
          if (!values
              .isEmpty()) { // RFC 6749 section 3.1: a parameter without a value is treated as
            // absent
            parameters.put(name, values);
          }
        });
    return parameters;
  }

  private static List<String> values(Object value) {
    if (value == null || "".equals(value)) {
      return List.of();
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof List<?> several && several.stream().allMatch(String.class::isInstance)) {
      return several.stream().map(String.class::cast).toList();
    }
    throw OAuthException.invalidRequest(
        "Each member of the body must be a string or a list of strings.");
  }
}
