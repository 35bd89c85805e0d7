package org.lumoauth.authz.checks;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;

/**
 * The resource and context of a check.
 *
 * @param resource the resource of the action
 * @param context further facts
 */
record CheckContext(Optional<Resource> resource, Map<String, Object> context) {

  /** An empty context without a resource. */
  static final CheckContext NOTHING = new CheckContext(Optional.empty(), Map.of());

  /**
   * Creates a context from a request.
   *
   * @throws org.lumoauth.api.web.ApiException 400 {@code MISSING_FIELDS}
   */
  static CheckContext of(CheckResourceBody resource, Map<String, Object> context) {
    return new CheckContext(
        Optional.ofNullable(resource).map(CheckResourceBody::checked),
        context == null ? Map.of() : context);
  }
}
