/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;

/** Decides the requests that can be decided and denies the others. */
final class AskDecisionMaker {

  private final AuthorizationService authorization;
  private final RegisteredToolDecisionService tools;

  AskDecisionMaker(AuthorizationService authorization, RegisteredToolDecisionService tools) {
    this.authorization = authorization;
    this.tools = tools;
  }

  private AskDecisionResult decide(TenantContext tenant, AccessQuestion asked) {
    return AskDecisionResult.of(
        asked,
        asked.refusal().isPresent()
            ? denial(asked.refusal().get())
            : authorization.decide(tenant, asked.question()));
  }

  /** Returns the decisions in the order of the requests. */
  List<AskDecisionResult> decideAll(TenantContext tenant, List<AccessQuestion> asked) {
    if (asked.size() == 1 && asked.get(0).tool().isEmpty()) { // Most requests.
      return List.of(decide(tenant, asked.get(0)));
    }
    List<Optional<ToolDecision>> onServers = tools.decide(tenant, asked);
    List<DecisionRequest> questions = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (onServers.get(i).isEmpty() && asked.get(i).refusal().isEmpty()) {
        questions.add(asked.get(i).question());
      }
    }
    var decided = authorization.decideAll(tenant, questions).iterator();
    List<AskDecisionResult> all = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      AccessQuestion each = asked.get(i);
      if (onServers.get(i).isPresent()) {
        all.add(AskDecisionResult.onServer(each, onServers.get(i).get()));
      } else {
        var refusal = each.refusal();
        all.add(
            AskDecisionResult.of(
                each, refusal.isPresent() ? denial(refusal.get()) : decided.next()));
      }
    }
    return all;
  }

  private static Decision denial(AccessQuestion.AccessQuestionRefusal refusal) {
    return new Decision(
        false,
        DecisionReason.of(refusal.code(), refusal.text(), Map.of()),
        Optional.of(refusal.remedy()),
        List.of(),
        Duration.ZERO);
  }
}
