/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.ComparableJsonTreeConverter;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestProcessor;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.request.JitRequestedAccess;
import org.lumoauth.agents.jit.risk.PermissionRiskAssessor;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts anomalies in a task and, beyond the limit, suspends it with its tokens. */
@Component(service = TaskAnomalyMonitor.class)
public final class TaskAnomalyMonitor {

  /** The initiator of records about decisions of the tenant's rules. */
  private static final AuditInitiator BY = AuditInitiator.server("jit-policy");

  private final AgentTaskStore store;
  private final JitRequestStore requests;
  private final AgentTaskLifecycleService tasks;
  private final UserDelegationCheck onBehalf;
  private final RiskRuleStore rules;
  private final JitAudit audit;

  @Activate
  public TaskAnomalyMonitor(
      @Reference AgentTaskStore store,
      @Reference JitRequestStore requests,
      @Reference AgentTaskLifecycleService tasks,
      @Reference UserDelegationCheck onBehalf,
      @Reference RiskRuleStore rules,
      @Reference JitAudit audit) {
    this.store = store;
    this.requests = requests;
    this.tasks = tasks;
    this.onBehalf = onBehalf;
    this.rules = rules;
    this.audit = audit;
  }

  /** Handles a denial, which is already counted. */
  public void recordDenial(TenantContext tenant, String taskId) {
    judge(tenant, taskId);
  }

  /** Records an anomaly of the agent, for example the use of an approval for another operation. */
  public void recordAnomaly(
      TenantContext tenant, String taskId, TaskAnomaly what, AuditInitiator by) {
    count(tenant, tasks.find(tenant, taskId), what, by, Map.of());
  }

  /** Records that the token of a task was used against its agent's rules, by an unknown party. */
  void recordTokenMisuse(TenantContext tenant, AgentTask task, TaskAnomaly what, String address) {
    count(tenant, tasks.find(tenant, task.id()), what, BY, Map.of("address", address));
  }

  /**
   * Returns an active task of the agent that belongs to the user of the agent's token; an inactive
   * one counts as an anomaly.
   *
   * @throws ApiException as {@link AgentTaskLifecycleService#requireActive} and {@link
   *     UserDelegationCheck#requireTaskUser}
   */
  public AgentTask requireActive(JitCallerContext call, Agent agent, String taskId) {
    AgentTask task = requireActive(call.tenant(), agent, taskId, call.by());
    onBehalf.requireTaskUser(call, task.userId());
    return task;
  }

  private AgentTask requireActive(
      TenantContext tenant, Agent agent, String taskId, AuditInitiator by) {
    try {
      return tasks.requireActive(tenant, agent, taskId);
    } catch (ApiException refusal) {
      store
          .find(tenant.id(), taskId, tasks.now())
          .filter(task -> task.agentId().equals(agent.id()) && !task.isActive())
          .ifPresent(task -> count(tenant, task, TaskAnomaly.AFTER_END, by, Map.of()));
      throw refusal;
    }
  }

  /** Increments the number of requests of a task and returns the number of earlier requests. */
  public int countRequest(TenantContext tenant, AgentTask task) {
    return store.countRequest(tenant.id(), task.id());
  }

  /**
   * Assesses a request of an agent in a task.
   *
   * @param before the number of earlier requests of the task
   * @return the task in its state after the assessment
   * @throws ApiException as {@link AgentTaskLifecycleService#requireActive}, if the request
   *     suspended the task
   */
  public AgentTask assessRequest(
      TenantContext tenant,
      Agent agent,
      JitRequestProcessor.NewJitRequest asked,
      int before,
      PermissionRiskAssessor assessment,
      AuditInitiator by) {
    AgentTask task = asked.task();
    Optional<TaskAnomaly> what =
        task.denials() > 0 && wasDenied(tenant, task, asked.wanted())
            ? Optional.of(TaskAnomaly.DENIED_BEFORE)
            : Optional.of(TaskAnomaly.MANY_REQUESTS)
                .filter(many -> assessment.isRequestLimitExceeded(before));
    what.ifPresent(each -> count(tenant, task, each, by, Map.of()));
    return what.isPresent() ? tasks.requireActive(tenant, agent, task.id()) : task;
  }

  private boolean wasDenied(TenantContext tenant, AgentTask task, JitRequestedAccess wanted) {
    JsonNode mine = ComparableJsonTreeConverter.tree(wanted.json());
    return requests.findByTask(tenant.id(), task.id(), tasks.now()).stream()
        .filter(request -> request.status() == JitRequest.JitRequestStatus.DENIED)
        .anyMatch(
            request -> ComparableJsonTreeConverter.tree(request.wanted().json()).equals(mine));
  }

  private void count(
      TenantContext tenant,
      AgentTask of,
      TaskAnomaly what,
      AuditInitiator by,
      Map<String, Object> more) {
    AgentTask task = goingOn(tenant, of);
    if (!task.isActive()
        && new PermissionRiskAssessor(rules.read(tenant.id())).isSuspensionDue(task)) {
      return; // a suspended task cannot be suspended again
    }
    store.countAnomaly(tenant.id(), task.id(), tasks.now());
    audit.anomaly(tenant, task, by, what, more);
    judge(tenant, task.id());
  }

  /** Returns the task or its nearest active ancestor; the task itself if all of them have ended. */
  private AgentTask goingOn(TenantContext tenant, AgentTask task) {
    AgentTask each = task;
    while (!each.isActive() && each.parentId().isPresent()) {
      each = tasks.find(tenant, each.parentId().get());
    }
    return each.isActive() ? each : task;
  }

  private void judge(TenantContext tenant, String taskId) {
    AgentTask task = tasks.find(tenant, taskId);
    if (task.isActive()
        && new PermissionRiskAssessor(rules.read(tenant.id())).isSuspensionDue(task)) {
      tasks.end(
          tenant,
          taskId,
          AgentTask.AgentTaskStatus.SUSPENDED,
          task.denials() + " denials, " + task.anomalies() + " anomalies",
          BY);
    }
  }
}
