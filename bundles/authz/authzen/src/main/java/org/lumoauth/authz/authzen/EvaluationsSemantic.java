/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.Arrays;

/** Determines when the evaluation of several requests stops (section 7.1.2.1). */
enum EvaluationsSemantic {
  EXECUTE_ALL("execute_all"),
  DENY_ON_FIRST_DENY("deny_on_first_deny"),
  PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

  private static final int MAX = 64;

  private final String wireName;

  EvaluationsSemantic(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Parses the semantic.
   *
   * @throws org.lumoauth.api.web.ApiException 400 for an unknown value
   */
  static EvaluationsSemantic read(JsonRequestMembers request) {
    var name =
        request.object("options").flatMap(options -> options.text("evaluations_semantic", MAX));
    if (name.isEmpty()) {
      return EXECUTE_ALL;
    }
    return Arrays.stream(values())
        .filter(each -> each.wireName.equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                JsonRequestMembers.refused(
                    "`evaluations_semantic` must be execute_all, deny_on_first_deny or"
                        + " permit_on_first_permit."));
  }

  /** Returns whether the evaluation stops after this decision. */
  boolean endsWith(boolean decision) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !decision;
      case PERMIT_ON_FIRST_PERMIT -> decision;
    };
  }
}
