package org.lumoauth.authz.checks;

import org.lumoauth.api.web.Problem;

/** What a question that can't be answered is told. */
final class Refusals {

  private Refusals() {}

  static Problem missingPermission() {
    return new Problem(400, "MISSING_PERMISSION", "Name the permission to check.");
  }

  static Problem invalidPermissions(String what) {
    return new Problem(400, "INVALID_PERMISSIONS", what);
  }

  static Problem missingFields(String what) {
    return new Problem(400, "MISSING_FIELDS", what);
  }

  static Problem notAboutOthers() {
    return new Problem(
        403,
        "insufficient_permissions",
        "Asking about somebody else needs the permission authz.check or the scope authz:check.");
  }
}
