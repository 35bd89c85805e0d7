/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import org.lumoauth.api.web.ApiException;

/** The errors of invalid policy checks. */
final class PolicyCheckErrorFactory {

  private PolicyCheckErrorFactory() {}

  static ApiException missingFields(String what) {
    return new ApiException(400, "MISSING_FIELDS", what);
  }

  static ApiException notAboutOthers() {
    return new ApiException(
        403,
        "insufficient_permissions",
        "A check of another subject requires the permission authz.check or the "
            + "scope authz:check.");
  }
}
