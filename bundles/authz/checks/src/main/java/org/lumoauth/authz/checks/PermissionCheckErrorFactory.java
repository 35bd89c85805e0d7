/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import org.lumoauth.api.web.ApiException;

/** The errors of invalid check requests. */
final class PermissionCheckErrorFactory {

  private PermissionCheckErrorFactory() {}

  static ApiException missingPermission() {
    return new ApiException(400, "MISSING_PERMISSION", "`permission` is required.");
  }

  static ApiException invalidPermissions(String what) {
    return new ApiException(400, "INVALID_PERMISSIONS", what);
  }

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
