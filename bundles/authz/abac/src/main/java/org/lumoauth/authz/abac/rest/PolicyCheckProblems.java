package org.lumoauth.authz.abac.rest;

import org.lumoauth.api.web.ApiException;

/** What a question that can't be answered is told. */
final class PolicyCheckProblems {

  private PolicyCheckProblems() {}

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
