package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.agents.ask.AskResponse.AskBatchResponse;
import org.lumoauth.agents.ask.AskResponse.AskToolsResponse;
import org.lumoauth.agents.ask.tool.ToolQuery;
import org.lumoauth.agents.ask.tool.ToolQueryParser;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles access requests of agents: parses, charges, decides and records each one before it
 * returns the answer.
 */
@Component(service = AskRequestHandler.class)
public final class AskRequestHandler {

  /** Maximum number of requests in one batch. */
  static final int MAX_REQUESTS = 100;

  private final AskRequestParser reader;
  private final ToolQueryParser tools;
  private final AgentBudgetCharger budgets;
  private final AskDecisionMaker deciding;
  private final AskAudit audit;
  private final AskRemediations steps;

  @Activate
  public AskRequestHandler(
      @Reference AskRequestParser reader,
      @Reference ToolQueryParser tools,
      @Reference AgentBudgetCharger budgets,
      @Reference AuthorizationService authorization,
      @Reference RegisteredToolDecisions serverTools,
      @Reference AskAudit audit,
      @Reference AskRemediations steps) {
    this.reader = reader;
    this.tools = tools;
    this.budgets = budgets;
    this.deciding = new AskDecisionMaker(authorization, serverTools);
    this.audit = audit;
    this.steps = steps;
  }

  /**
   * Handles a request of any form.
   *
   * @throws ApiException 400 for an invalid request, 403 if the caller is not an agent, 429, 503
   */
  Object answer(TenantContext tenant, Caller caller, RequestInfo request, AskRequest form) {
    AskActorContext.requireAgent(caller);
    if (form != null && form.tools() != null) {
      var answers = answerAll(tenant, tools.read(tenant, caller, form), request);
      var allowed = answers.stream().filter(AskResponse::allowed).map(AskResponse::tool).toList();
      return new AskToolsResponse(answers.size(), allowed, answers);
    }
    if (form != null && form.requests() != null) {
      var answers = answerAll(tenant, several(tenant, caller, form), request);
      return new AskBatchResponse(answers.size(), answers);
    }
    return answerOne(tenant, reader.read(tenant, caller, form), request);
  }

  private List<AccessQuestion> several(TenantContext tenant, Caller caller, AskRequest form) {
    if (form.action() != null
        || form.serverId() != null
        || form.question() != null
        || form.resource() != null
        || form.context() != null) {
      throw ApiException.invalidRequest(
          "`requests` cannot be combined with `action`, `question`, `resource` or "
              + "`context`. Set them on each request.");
    }
    if (form.requests().isEmpty() || form.requests().size() > MAX_REQUESTS) {
      throw ApiException.invalidRequest(
          "`requests` must have between 1 and " + MAX_REQUESTS + " entries.");
    }
    return form.requests().stream().map(each -> reader.read(tenant, caller, each)).toList();
  }

  private AskResponse answerOne(TenantContext tenant, AccessQuestion asked, RequestInfo request) {
    budgets.charge(tenant, asked.agent().id(), 1);
    AskDecisionResult decided;
    try {
      decided = deciding.decide(tenant, asked);
    } catch (ApiException problem) {
      audit.recordFailure(tenant, List.of(asked), problem, request);
      throw problem;
    }
    var auditId = audit.record(tenant, decided, request);
    return answer(tenant, decided, auditId, patience());
  }

  private List<AskResponse> answerAll(
      TenantContext tenant, List<AccessQuestion> asked, RequestInfo request) {
    budgets.charge(tenant, asked.get(0).agent().id(), asked.size());
    List<AskDecisionResult> decided;
    try {
      decided = deciding.decideAll(tenant, asked);
    } catch (ApiException problem) {
      audit.recordFailure(tenant, asked, problem, request);
      throw problem;
    }
    var ids = audit.recordAll(tenant, decided, request);
    long end = patience();
    List<AskResponse> answers = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      answers.add(answer(tenant, decided.get(i), ids.get(i), end));
    }
    return answers;
  }

  private static long patience() {
    return System.nanoTime() + AskRemediations.PATIENCE.toNanos();
  }

  private AskResponse answer(
      TenantContext tenant, AskDecisionResult decided, String auditId, long end) {
    var asked = decided.asked();
    var decision = decided.decision();
    var reason = decision.reason();
    var remedy = decision.remedy().orElse(null);
    var action = asked.action().orElse(null);
    var words = asked.words().orElse(null);
    return new AskResponse(
        decision.permitted(),
        asked.tool().map(ToolQuery::name).orElse(null),
        action,
        asked.tool().map(ToolQuery::mappedBy).orElse(null),
        asked.resource().orElse(null),
        asked.context(),
        remedy == null ? reason.text() : reason.text() + " " + remedy,
        reason.code(),
        remedy,
        reason,
        action == null || asked.refusal().isPresent() ? List.of() : List.of(action),
        decision.permitted() ? null : steps.findRemediations(tenant, decided, end),
        auditId,
        decided.decidedBy(),
        decision.validity().toSeconds(),
        words == null ? null : words.first().map(ActionCandidate::confidence).orElse(0.0),
        words == null || asked.refusal().isEmpty() ? null : words.candidates(),
        words == null || asked.refusal().isPresent() ? null : List.of(action));
  }
}
