/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authz.Decision;

/**
 * A decision that was not returned to the agent yet.
 *
 * @param asked the interpreted request
 * @param decision the decision
 * @param by the component that decided, if no model did
 * @param steps what the agent can do after a denial, as far as the deciding component knows
 */
record AskDecisionResult(
    AccessQuestion asked, Decision decision, String by, List<RemediationStep> steps) {

  private static final String SELF = "ask";

  static AskDecisionResult of(AccessQuestion asked, Decision decision) {
    return new AskDecisionResult(asked, decision, SELF, List.of());
  }

  static AskDecisionResult onServer(AccessQuestion asked, ToolDecision tool) {
    return new AskDecisionResult(
        asked.onServer(tool), tool.decision(), RegisteredToolDecisionService.NAME, tool.steps());
  }

  /** Returns whether models decided, so that a person or another token could change the result. */
  boolean isDecidedByModels() {
    return asked.refusal().isEmpty() && (by.equals(SELF) || !decision.votes().isEmpty());
  }

  /**
   * Returns the model that contributed the deciding reason, or the service itself if the reason is
   * its own.
   */
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
