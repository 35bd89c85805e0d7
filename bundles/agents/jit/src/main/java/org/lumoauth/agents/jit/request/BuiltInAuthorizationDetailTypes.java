/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;

/** The built-in types of authorization details for agents, and their actions. */
final class BuiltInAuthorizationDetailTypes {

  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "file_access", Set.of("read", "write", "delete"),
          "api_call", Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"),
          "database_query",
              Set.of("select", "insert", "update", "delete", "drop", "truncate", "admin"),
          "tool_invocation", Set.of("execute"),
          "payment", Set.of("initiate", "approve"),
          "user_data", Set.of("read", "export"));

  private BuiltInAuthorizationDetailTypes() {}

  static List<String> names() {
    return ACTIONS.keySet().stream().sorted().toList();
  }

  static boolean has(String type) {
    return ACTIONS.containsKey(type);
  }

  /**
   * Validates the actions of an element.
   *
   * @throws OAuthException {@code invalid_authorization_details}
   */
  static void check(Map<String, Object> detail) {
    Set<String> known = ACTIONS.get((String) detail.get("type"));
    if (!(detail.get("actions") instanceof List<?> actions)
        || actions.isEmpty()
        || !actions.stream()
            .allMatch(each -> each instanceof String name && known.contains(name))) {
      throw new OAuthException(
          400,
          "invalid_authorization_details",
          "`actions` of this type must be a list of at least one of "
              + String.join(", ", known.stream().sorted().toList())
              + ".");
    }
  }
}
