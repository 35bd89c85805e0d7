/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.agents.jit.approval.JitApprovalCostCheck;
import org.lumoauth.agents.jit.risk.PermissionRiskAssessor;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Evaluates the risk of a new permission request, and whether it can be granted without an
 * approval.
 */
@Component(service = JitRequestRiskEvaluator.class)
public final class JitRequestRiskEvaluator {

  private final RiskRuleStore rules;
  private final TaskAnomalyMonitor watch;
  private final JitRequestedAccessLimitCheck bounds;
  private final JitApprovalCostCheck dearness;

  @Activate
  public JitRequestRiskEvaluator(
      @Reference RiskRuleStore rules,
      @Reference TaskAnomalyMonitor watch,
      @Reference JitRequestedAccessLimitCheck bounds,
      @Reference JitAgentResolver agents,
      @Reference JitOptionalModuleLookup neighbours,
      @Reference PersistenceUnit unit,
      @Reference AgentTaskLifecycleService tasks) {
    this.rules = rules;
    this.watch = watch;
    this.bounds = bounds;
    this.dearness = new JitApprovalCostCheck(agents, neighbours, unit, tasks);
  }

  /**
   * The risk of a request.
   *
   * @param task the task in its state after the evaluation
   * @param risk the level
   * @param automatic whether the request can be granted without an approval
   */
  record JitRequestRisk(AgentTask task, RiskLevel risk, boolean automatic) {}

  /** Counts a new request in its task and evaluates its risk. */
  JitRequestRisk evaluate(
      TenantContext tenant,
      Caller caller,
      Agent agent,
      JitRequestProcessor.NewJitRequest asked,
      String requestId,
      AuditInitiator by) {
    var assessment = new PermissionRiskAssessor(rules.read(tenant.id()));
    int before = watch.countRequest(tenant, asked.task());
    AgentTask task = watch.assessRequest(tenant, agent, asked, before, assessment, by);
    // The request is already counted, so attempts beyond the limits count, too.
    boolean exceeded = bounds.isExceeded(tenant, caller, agent, task, asked.wanted());
    RiskLevel risk = assessment.of(agent, asked.wanted(), task, before);
    // Overrides automatic rules: access beyond the agent's limits requires a person, and so does a
    // cost above the limit of the budget.
    boolean dear =
        exceeded
            || dearness.isExceeded(tenant, agent, asked.wanted())
            || assessment.isAutomatic(risk)
                && dearness.isExceededWithEarlier(
                    tenant, task, requestId, asked.wanted(), assessment.lookBack());
    if (dear) {
      risk = risk.atLeast(RiskLevel.HIGH);
    }
    return new JitRequestRisk(task, risk, !dear && assessment.isAutomatic(risk));
  }
}
