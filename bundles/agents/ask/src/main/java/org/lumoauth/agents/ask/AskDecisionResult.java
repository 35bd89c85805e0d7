package org.lumoauth.agents.ask;

import java.util.List;
import org.lumoauth.api.agent.RemediationProvider.RemediationStep;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authz.Decision;

/**
 * An answer that is not yet given.
 *
 * @param asked what it is an answer to, as it was understood
 * @param decision the answer
 * @param by who decided where no model did
 * @param steps what the agent can do after a denial, as far as who decided said
 */
record AskDecisionResult(
    AccessQuestion asked, Decision decision, String by, List<RemediationStep> steps) {

  private static final String SELF = "ask";

  static AskDecisionResult of(AccessQuestion asked, Decision decision) {
    return new AskDecisionResult(asked, decision, SELF, List.of());
  }

  static AskDecisionResult onServer(AccessQuestion asked, ToolDecision tool) {
    return new AskDecisionResult(
        asked.onServer(tool), tool.decision(), RegisteredToolDecisions.NAME, tool.steps());
  }

  /** Whether there is anything that a person or another token could change. */
  boolean isDecidedByModels() {
    return asked.refusal().isEmpty() && (by.equals(SELF) || !decision.votes().isEmpty());
  }

  /** The model that gave the deciding reason; the service itself where it is the service's own. */
  String decidedBy() {
    var code = decision.reason().code();
    for (var vote : decision.votes()) {
      if (vote.vote().reason().code().equals(code)) {
        return vote.model();
      }
    }
    return decision.votes().isEmpty() ? by : "authorization";
  }
}
