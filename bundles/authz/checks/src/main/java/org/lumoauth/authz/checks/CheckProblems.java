package org.lumoauth.authz.checks;

import org.lumoauth.api.web.ApiException;

/** What a question that can't be answered is told. */
final class CheckProblems {

  private CheckProblems() {}

  static ApiException missingPermission() {
    return new ApiException(400, "MISSING_PERMISSION", "Name the permission to check.");
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
        "Asking about somebody else needs the permission authz.check or the scope authz:check.");
  }
}
