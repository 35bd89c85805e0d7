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
 * @param decision whether it is allowed
 * @param context why not, where that may be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationResponse(boolean decision, Map<String, Object> context) {

  private static final int UNAVAILABLE = 503;

  /** Several, in the order in which they were asked for (section 7.2). */
  record EvaluationsResponse(List<EvaluationResponse> evaluations) {}

  static EvaluationResponse of(EvaluationService.EvaluationDecision decided, boolean tellWhy) {
    var decision = decided.decision();
    Map<String, Object> context = new LinkedHashMap<>(decided.context());
    if (!decision.permitted() && tellWhy) {
      context.putAll(why(decision));
    }
    return new EvaluationResponse(decision.permitted(), context.isEmpty() ? null : context);
  }

  /** A question of several that cannot be answered (section 7.2.1). */
  static EvaluationResponse refused(ApiException problem) {
    return new EvaluationResponse(
        false,
        Map.of("error", Map.of("status", problem.status(), "message", problem.getMessage())));
  }

  /** One of several that was not looked at any more: denied, and the answer says so. */
  static EvaluationResponse timedOut() {
    return new EvaluationResponse(
        false,
        Map.of(
            "error",
            Map.of(
                "status",
                UNAVAILABLE,
                "message",
                "The evaluations before this one took all of the time for all together.")));
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
