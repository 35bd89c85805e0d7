/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.web.ApiException;

/**
 * A decision (section 6.2).
 *
 * @param decision whether the action is allowed
 * @param context the reason of a denial, if the caller may see it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationResponse(boolean decision, Map<String, Object> context) {

  private static final int UNAVAILABLE = 503;

  /** Several decisions, in the order of the requests (section 7.2). */
  record EvaluationsResponse(List<EvaluationResponse> evaluations) {}

  static EvaluationResponse of(EvaluationService.EvaluationDecision decided, boolean tellWhy) {
    var decision = decided.decision();
    Map<String, Object> context = new LinkedHashMap<>(decided.context());
    if (!decision.permitted() && tellWhy) {
      context.putAll(why(decision));
    }
    return new EvaluationResponse(decision.permitted(), context.isEmpty() ? null : context);
  }

  /** Creates the result of an evaluation that failed (section 7.2.1). */
  static EvaluationResponse refused(ApiException problem) {
    return new EvaluationResponse(
        false,
        Map.of("error", Map.of("status", problem.status(), "message", problem.getMessage())));
  }

  /** Creates the result of an evaluation after the time limit: denied, with a note. */
  static EvaluationResponse timedOut() {
    return new EvaluationResponse(
        false,
        Map.of(
            "error",
            Map.of(
                "status",
                UNAVAILABLE,
                "message",
                "The time limit was reached before this evaluation.")));
  }

  private static Map<String, Object> why(Decision decision) {
    var text = decision.reason().text();
    return Map.of(
        "id",
        decision.reason().code(),
        "reason_admin",
        Map.of("en", decision.remedy().map(remedy -> text + " " + remedy).orElse(text)));
  }
}
