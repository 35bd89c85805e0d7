package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.agents.ask.AskAnswer.Several;
import org.lumoauth.agents.ask.AskAnswer.Tools;
import org.lumoauth.api.agent.QuestionInterpreter.Candidate;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers agents: read, charge, decide, record, and only then tell. */
@Component(service = Answering.class)
public final class Answering {

  /** How many requests may be sent at once. */
  static final int MAX_REQUESTS = 100;

  private final AskReader reader;
  private final ToolReader tools;
  private final Budgets budgets;
  private final Deciding deciding;
  private final AskAudit audit;
  private final NextSteps steps;

  @Activate
  public Answering(
      @Reference AskReader reader,
      @Reference ToolReader tools,
      @Reference Budgets budgets,
      @Reference AuthorizationService authorization,
      @Reference ServerTools serverTools,
      @Reference AskAudit audit,
      @Reference NextSteps steps) {
    this.reader = reader;
    this.tools = tools;
    this.budgets = budgets;
    this.deciding = new Deciding(authorization, serverTools);
    this.audit = audit;
    this.steps = steps;
  }

  /**
   * Answers a request of any form.
   *
   * @throws Problem 400 for what can't be asked, 403 for a caller that is no agent, 429, 503
   */
  Object answer(TenantContext tenant, Caller caller, RequestInfo request, AskForm form) {
    Acting.requireAgent(caller);
    if (form != null && form.tools() != null) {
      var answers = answerAll(tenant, tools.read(tenant, caller, form), request);
      var allowed = answers.stream().filter(AskAnswer::allowed).map(AskAnswer::tool).toList();
      return new Tools(answers.size(), allowed, answers);
    }
    if (form != null && form.requests() != null) {
      var answers = answerAll(tenant, several(tenant, caller, form), request);
      return new Several(answers.size(), answers);
    }
    return answerOne(tenant, reader.read(tenant, caller, form), request);
  }

  private List<Asked> several(TenantContext tenant, Caller caller, AskForm form) {
    if (form.action() != null
        || form.serverId() != null
        || form.question() != null
        || form.resource() != null
        || form.context() != null) {
      throw Problem.invalidRequest("Beside requests stands nothing; each has its own.");
    }
    if (form.requests().isEmpty() || form.requests().size() > MAX_REQUESTS) {
      throw Problem.invalidRequest("requests has 1 to " + MAX_REQUESTS + " entries.");
    }
    return form.requests().stream().map(each -> reader.read(tenant, caller, each)).toList();
  }

  private AskAnswer answerOne(TenantContext tenant, Asked asked, RequestInfo request) {
    budgets.charge(tenant, asked.agent().id(), 1);
    Decided decided;
    try {
      decided = deciding.decide(tenant, asked);
    } catch (Problem problem) {
      audit.unanswered(tenant, List.of(asked), problem, request);
      throw problem;
    }
    var auditId = audit.record(tenant, decided, request);
    return answer(tenant, decided, auditId, patience());
  }

  private List<AskAnswer> answerAll(TenantContext tenant, List<Asked> asked, RequestInfo request) {
    budgets.charge(tenant, asked.get(0).agent().id(), asked.size());
    List<Decided> decided;
    try {
      decided = deciding.decideAll(tenant, asked);
    } catch (Problem problem) {
      audit.unanswered(tenant, asked, problem, request);
      throw problem;
    }
    var ids = audit.recordAll(tenant, decided, request);
    long end = patience();
    List<AskAnswer> answers = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      answers.add(answer(tenant, decided.get(i), ids.get(i), end));
    }
    return answers;
  }

  private static long patience() {
    return System.nanoTime() + NextSteps.PATIENCE.toNanos();
  }

  private AskAnswer answer(TenantContext tenant, Decided decided, String auditId, long end) {
    var asked = decided.asked();
    var decision = decided.decision();
    var reason = decision.reason();
    var remedy = decision.remedy().orElse(null);
    var action = asked.action().orElse(null);
    var words = asked.words().orElse(null);
    return new AskAnswer(
        decision.permitted(),
        asked.tool().map(Tool::name).orElse(null),
        action,
        asked.tool().map(Tool::mappedBy).orElse(null),
        asked.resource().orElse(null),
        asked.context(),
        remedy == null ? reason.text() : reason.text() + " " + remedy,
        reason.code(),
        remedy,
        reason,
        action == null || asked.refusal().isPresent() ? List.of() : List.of(action),
        decision.permitted() ? null : steps.after(tenant, decided, end),
        auditId,
        decided.decidedBy(),
        decision.validity().toSeconds(),
        words == null ? null : words.first().map(Candidate::confidence).orElse(0.0),
        words == null || asked.refusal().isEmpty() ? null : words.candidates(),
        words == null || asked.refusal().isPresent() ? null : List.of(action));
  }
}
