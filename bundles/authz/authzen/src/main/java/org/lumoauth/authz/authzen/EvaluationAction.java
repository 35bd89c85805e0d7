/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.Map;
import java.util.Optional;

/**
 * An action (section 5.3).
 *
 * @param name the name
 * @param properties properties, according to the client
 */
public record EvaluationAction(String name, Map<String, Object> properties) {

  private static final int MAX = 128;

  /**
   * Parses an action.
   *
   * @throws org.lumoauth.api.web.ApiException 400 without a name
   */
  public static EvaluationAction read(Optional<JsonRequestMembers> sent) {
    var input = sent.orElseThrow(() -> JsonRequestMembers.refused("`action` is required."));
    return new EvaluationAction(
        input
            .text("name", MAX)
            .orElseThrow(() -> JsonRequestMembers.refused("`action.name` is required.")),
        input.values("properties"));
  }

  /**
   * Returns the permission on a resource of this type: the name, if it contains a dot; otherwise
   * the name prefixed with the type, for example {@code document.read}.
   */
  public String permission(String resourceType) {
    return permission(name, resourceType);
  }

  public static String permission(String name, String resourceType) {
    return name.indexOf('.') >= 0 ? name : resourceType + "." + name;
  }
}
