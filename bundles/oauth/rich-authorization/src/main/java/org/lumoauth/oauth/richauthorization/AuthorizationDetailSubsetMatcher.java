/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Determines whether an element is a subset of another: it must be equal, except that lists may be
 * shorter (RFC 9396 section 2.2). An empty list is not a subset, because some resource servers
 * interpret it as no restriction.
 */
final class AuthorizationDetailSubsetMatcher {

  private static final List<String> LISTS =
      List.of("locations", "actions", "datatypes", "privileges");

  private AuthorizationDetailSubsetMatcher() {}

  static boolean isWithin(JsonNode detail, JsonNode granted) {
    if (detail.equals(granted)) {
      return true;
    }
    ObjectNode asked = detail.deepCopy();
    ObjectNode given = granted.deepCopy();
    for (String list : LISTS) {
      if (shorter(asked.path(list), given.path(list))) {
        asked.remove(list);
        given.remove(list);
      }
    }
    return asked.equals(given);
  }

  private static boolean shorter(JsonNode asked, JsonNode given) {
    return asked.isArray()
        && given.isArray()
        && !asked.isEmpty()
        && items(given).containsAll(items(asked));
  }

  private static Set<JsonNode> items(JsonNode list) {
    Set<JsonNode> items = new HashSet<>();
    list.forEach(items::add);
    return items;
  }
}
