/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses {@code authorization_details} by their form only (RFC 9396 section 2). */
final class AuthorizationDetailsClaimParser {

  private static final int MOST = 20;

  private AuthorizationDetailsClaimParser() {}

  /** Returns the elements; empty if the value is not a non-empty list of typed objects. */
  static Optional<List<Map<String, Object>>> of(Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST) {
      return Optional.empty();
    }
    List<Map<String, Object>> details = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> members)
          || !(members.get("type") instanceof String type)
          || type.isBlank()) {
        return Optional.empty();
      }
      Map<String, Object> detail = new LinkedHashMap<>();
      members.forEach((name, member) -> detail.put(String.valueOf(name), member));
      details.add(detail);
    }
    return Optional.of(details);
  }
}
