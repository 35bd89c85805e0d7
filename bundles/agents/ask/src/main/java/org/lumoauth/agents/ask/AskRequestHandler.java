/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles access requests of agents: parses, charges, decides and records each one before it
 * returns the answer.
 */
@Component(service = AskRequestHandler.class)
public final class AskRequestHandler {

  private final AskRequestParser parser;
  private final AgentBudgetCharger budgets;
  private final AskDecisionMaker decisions;
  private final AskAudit audit;
  private final AskRemediationResolver remediations;

  @Activate
  public AskRequestHandler(
      @Reference QuestionInterpreterDispatcher interpreters,
      @Reference SettingsStore settings,
      @Reference ProviderRegistry providers,
      @Reference AuthorizationService authorization,
      @Reference RegisteredToolDecisionService serverTools,
      @Reference AuditLog log,
      @Reference RemediationStepCollector sources) {
    this.parser = new AskRequestParser(interpreters, settings);
    this.budgets = new AgentBudgetCharger(providers);
    this.decisions = new AskDecisionMaker(authorization, serverTools);
    this.audit = new AskAudit(log);
    this.remediations = new AskRemediationResolver(sources);
  }

  @Deactivate
  void close() {
    budgets.close();
  }

  /**
   * Handles a request of any form.
   *
   * @throws ApiException 400 for an invalid request, 403 if the caller is not an agent, 429, 503
   */
  AskEndpointResponse answer(
      TenantContext tenant, Caller caller, RequestInfo request, AskRequest form) {
    SubjectRef agent = AskCallerActorReader.requireAgent(caller);
    ParsedAskRequest asked = parser.parse(tenant, caller, form);
    budgets.charge(tenant, agent.id(), asked.questions().size());
    List<AskDecisionResult> decided = decide(tenant, asked.questions(), request);
    List<String> auditIds = audit.recordAll(tenant, decided, request);
    return asked.body().apply(answers(tenant, decided, auditIds));
  }

  private List<AskDecisionResult> decide(
      TenantContext tenant, List<AccessQuestion> asked, RequestInfo request) {
    try {
      return decisions.decideAll(tenant, asked);
    } catch (ApiException problem) {
      audit.recordFailure(tenant, asked, problem, request);
      throw problem;
    }
  }

  private List<AskResponse> answers(
      TenantContext tenant, List<AskDecisionResult> decided, List<String> auditIds) {
    long deadline = System.nanoTime() + AskRemediationResolver.PATIENCE.toNanos();
    List<AskResponse> answers = new ArrayList<>(decided.size());
    for (int i = 0; i < decided.size(); i++) {
      AskDecisionResult each = decided.get(i);
      List<AskRemediation> nextSteps =
          each.decision().permitted()
              ? null
              : remediations.findRemediations(tenant, each, deadline);
      answers.add(AskResponse.of(each, auditIds.get(i), nextSteps));
    }
    return answers;
  }
}
