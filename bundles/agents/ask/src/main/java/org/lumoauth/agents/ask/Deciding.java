package org.lumoauth.agents.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.tenant.TenantContext;

/** Decides what can be decided, and denies the rest. */
final class Deciding {

  private final AuthorizationService authorization;

  Deciding(AuthorizationService authorization) {
    this.authorization = authorization;
  }

  Decision decide(TenantContext tenant, Asked asked) {
    return asked.refusal().isPresent()
        ? denial(asked.refusal().get())
        : authorization.decide(tenant, asked.question());
  }

  /** The decisions in the order of what was asked. */
  List<Decision> decideAll(TenantContext tenant, List<Asked> asked) {
    List<Question> questions =
        asked.stream().filter(each -> each.refusal().isEmpty()).map(Asked::question).toList();
    var decided = authorization.decideAll(tenant, questions).iterator();
    List<Decision> decisions = new ArrayList<>(asked.size());
    for (Asked each : asked) {
      decisions.add(each.refusal().isPresent() ? denial(each.refusal().get()) : decided.next());
    }
    return decisions;
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
