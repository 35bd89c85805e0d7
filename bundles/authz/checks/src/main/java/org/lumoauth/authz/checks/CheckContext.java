package org.lumoauth.authz.checks;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;

/**
 * What a question is about besides who and what.
 *
 * @param resource what the action is done to
 * @param context what else is known
 */
record CheckContext(Optional<Resource> resource, Map<String, Object> context) {

  /** Nothing in particular. */
  static final CheckContext NOTHING = new CheckContext(Optional.empty(), Map.of());

  /**
   * @throws org.lumoauth.api.web.ApiException 400 {@code MISSING_FIELDS}
   */
  static CheckContext of(CheckResourceBody resource, Map<String, Object> context) {
    return new CheckContext(
        Optional.ofNullable(resource).map(CheckResourceBody::checked),
        context == null ? Map.of() : context);
  }
}
