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
record About(Optional<Resource> resource, Map<String, Object> context) {

  /** Nothing in particular. */
  static final About NOTHING = new About(Optional.empty(), Map.of());

  /**
   * @throws org.lumoauth.api.web.Problem 400 {@code MISSING_FIELDS}
   */
  static About of(ResourceBody resource, Map<String, Object> context) {
    return new About(
        Optional.ofNullable(resource).map(ResourceBody::checked),
        context == null ? Map.of() : context);
  }
}
