package org.lumoauth.agents.ask;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST ~/agents/ask}: may I do this? */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask",
      "lumoauth.web.routes=POST ~/agents/ask"
    })
public final class AskEndpoint implements HotEndpoint {

  /** Words that are understood less well than this are not acted on. */
  static final double LEAST_CONFIDENCE = 0.8;

  private static final String NO_MODEL = "ask";

  private final AskReader reader;
  private final AuthorizationService authorization;
  private final AskAudit audit;

  @Activate
  public AskEndpoint(
      @Reference AskReader reader,
      @Reference AuthorizationService authorization,
      @Reference AskAudit audit) {
    this.reader = reader;
    this.authorization = authorization;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var caller = exchange.caller();
    var asked = reader.read(tenant, caller, exchange.readJson(AskForm.class));
    Decision decision;
    try {
      decision = decide(tenant, asked);
    } catch (Problem problem) {
      audit.unanswered(tenant, asked, problem, exchange.requestInfo());
      throw problem;
    }
    var auditId = audit.record(tenant, asked, decision, exchange.requestInfo());
    exchange.writeJson(200, answer(asked, decision, auditId));
  }

  private Decision decide(TenantContext tenant, Asked asked) {
    if (asked.action().isEmpty()) {
      return notUnderstood("question_not_understood", "The question was not understood.");
    }
    if (asked.confidence().filter(sure -> !(sure >= LEAST_CONFIDENCE)).isPresent()) {
      return notUnderstood(
          "question_unclear",
          "The question may mean " + asked.action().get() + ", but that is not sure enough.");
    }
    return authorization.decide(tenant, asked.question());
  }

  private static Decision notUnderstood(String code, String text) {
    return new Decision(
        false,
        Reason.of(code, text, Map.of()),
        Optional.of("Ask again and name the action, as {\"action\": \"documents.read\"}."),
        List.of(),
        Duration.ZERO);
  }

  private static AskAnswer answer(Asked asked, Decision decision, String auditId) {
    var reason = decision.reason();
    var remedy = decision.remedy().orElse(null);
    return new AskAnswer(
        decision.permitted(),
        asked.action().orElse(null),
        asked.resource().orElse(null),
        asked.context(),
        remedy == null ? reason.text() : reason.text() + " " + remedy,
        reason.code(),
        remedy,
        reason,
        auditId,
        decidedBy(decision),
        asked.confidence().orElse(null),
        asked.words().flatMap(words -> asked.action()).map(List::of).orElse(null));
  }

  /** The model that gave the deciding reason; the service itself where it is the service's own. */
  private static String decidedBy(Decision decision) {
    if (decision.votes().isEmpty()) {
      return NO_MODEL;
    }
    var code = decision.reason().code();
    for (var vote : decision.votes()) {
      if (vote.vote().reason().code().equals(code)) {
        return vote.model();
      }
    }
    return "authorization";
  }
}
