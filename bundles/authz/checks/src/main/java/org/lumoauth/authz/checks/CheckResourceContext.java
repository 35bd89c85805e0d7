/* SPDX-License-Identifier: Apache-2.0 */
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
record CheckResourceContext(Optional<Resource> resource, Map<String, Object> context) {

  /** An empty context without a resource. */
  static final CheckResourceContext NOTHING = new CheckResourceContext(Optional.empty(), Map.of());

  /**
   * Creates a context from a request.
   *
   * @throws org.lumoauth.api.web.ApiException 400 {@code MISSING_FIELDS}
   */
  static CheckResourceContext of(CheckResourceBody resource, Map<String, Object> context) {
    return new CheckResourceContext(
        Optional.ofNullable(resource).map(CheckResourceBody::checked),
        context == null ? Map.of() : context);
  }
}
