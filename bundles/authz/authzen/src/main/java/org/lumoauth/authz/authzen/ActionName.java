package org.lumoauth.authz.authzen;

import java.util.Map;
import java.util.Optional;

/**
 * An action (section 5.3).
 *
 * @param name its name
 * @param properties what the asker says of it
 */
record ActionName(String name, Map<String, Object> properties) {

  private static final int MAX = 128;

  /**
   * @throws org.lumoauth.api.web.ApiException 400 without a name
   */
  static ActionName read(Optional<JsonRequestMembers> sent) {
    var input = sent.orElseThrow(() -> JsonRequestMembers.refused("The request lacks action."));
    return new ActionName(
        input
            .text("name", MAX)
            .orElseThrow(() -> JsonRequestMembers.refused("action lacks its name.")),
        input.values("properties"));
  }

  /**
   * The permission that is meant on a resource of this type: a name with a dot is one; else the
   * type stands before it, as {@code document.read}.
   */
  String permission(String resourceType) {
    return permission(name, resourceType);
  }

  static String permission(String name, String resourceType) {
    return name.indexOf('.') >= 0 ? name : resourceType + "." + name;
  }
}
