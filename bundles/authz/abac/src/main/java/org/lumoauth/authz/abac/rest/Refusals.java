package org.lumoauth.authz.abac.rest;

import org.lumoauth.api.web.Problem;

/** What a question that can't be answered is told. */
final class Refusals {

  private Refusals() {}

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
