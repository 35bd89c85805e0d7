package org.lumoauth.agents.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.ToolDecisions.ToolDecision;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.tenant.TenantContext;

/** Decides what can be decided, and denies the rest. */
final class Deciding {

  private final AuthorizationService authorization;
  private final ServerTools tools;

  Deciding(AuthorizationService authorization, ServerTools tools) {
    this.authorization = authorization;
    this.tools = tools;
  }

  Decided decide(TenantContext tenant, Asked asked) {
    return Decided.of(
        asked,
        asked.refusal().isPresent()
            ? denial(asked.refusal().get())
            : authorization.decide(tenant, asked.question()));
  }

  /** The decisions in the order of what was asked. */
  List<Decided> decideAll(TenantContext tenant, List<Asked> asked) {
    List<Optional<ToolDecision>> onServers = tools.decide(tenant, asked);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (onServers.get(i).isEmpty() && asked.get(i).refusal().isEmpty()) {
        questions.add(asked.get(i).question());
      }
    }
    var decided = authorization.decideAll(tenant, questions).iterator();
    List<Decided> all = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      Asked each = asked.get(i);
      if (onServers.get(i).isPresent()) {
        all.add(Decided.onServer(each, onServers.get(i).get()));
      } else {
        var refusal = each.refusal();
        all.add(Decided.of(each, refusal.isPresent() ? denial(refusal.get()) : decided.next()));
      }
    }
    return all;
  }

  private static Decision denial(Asked.Refusal refusal) {
    return new Decision(
        false,
        Reason.of(refusal.code(), refusal.text(), Map.of()),
        Optional.of(refusal.remedy()),
        List.of(),
        Duration.ZERO);
  }
}
