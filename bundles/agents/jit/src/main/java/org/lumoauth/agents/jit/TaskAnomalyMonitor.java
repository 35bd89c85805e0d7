package org.lumoauth.agents.jit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is unusual in a task, and suspends it with its tokens when it is too much. */
@Component(service = TaskAnomalyMonitor.class)
public final class TaskAnomalyMonitor {

  /** Decided by the tenant's rules, and called so in the record. */
  private static final AuditInitiator BY = AuditInitiator.server("jit-policy");

  private final AgentTaskStore store;
  private final JitRequestStore requests;
  private final AgentTaskManager tasks;
  private final RiskRuleStore rules;
  private final JitAudit audit;

  @Activate
  public TaskAnomalyMonitor(
      @Reference AgentTaskStore store,
      @Reference JitRequestStore requests,
      @Reference AgentTaskManager tasks,
      @Reference RiskRuleStore rules,
      @Reference JitAudit audit) {
    this.store = store;
    this.requests = requests;
    this.tasks = tasks;
    this.rules = rules;
    this.audit = audit;
  }

  /** A person said no; it is counted already. */
  void recordDenial(TenantContext tenant, String taskId) {
    judge(tenant, taskId);
  }

  /** The agent tried what an honest agent does not, as to use an approval for something else. */
  void recordAnomaly(TenantContext tenant, String taskId, TaskAnomaly what, AuditInitiator by) {
    count(tenant, tasks.find(tenant, taskId), what, by, Map.of());
  }

  /** Somebody shows the token of a task as its agent does not; who, nobody knows. */
  void recordTokenMisuse(TenantContext tenant, AgentTask task, TaskAnomaly what, String address) {
    count(tenant, tasks.find(tenant, task.id()), what, BY, Map.of("address", address));
  }

  /**
   * A task of the agent that goes on; that it does not is unusual.
   *
   * @throws ApiException as {@link AgentTaskManager#requireActive}
   */
  AgentTask requireActive(TenantContext tenant, Agent agent, String taskId, AuditInitiator by) {
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

  /** Counts that something is asked for in a task; how often that was before. */
  int countRequest(TenantContext tenant, AgentTask task) {
    return store.countRequest(tenant.id(), task.id());
  }

  /**
   * Looks at what an agent asks for in a task.
   *
   * @param before how often the task asked before
   * @return the task as it stands then
   * @throws ApiException as {@link AgentTaskManager#requireActive}, where that was too much
   */
  AgentTask assessRequest(
      TenantContext tenant,
      Agent agent,
      JitRequestProcessor.NewJitRequest asked,
      int before,
      RiskAssessment assessment,
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
    JsonNode mine = JitJson.tree(wanted.json());
    return requests.findByTask(tenant.id(), task.id(), tasks.now()).stream()
        .filter(request -> request.status() == JitRequest.JitRequestStatus.DENIED)
        .anyMatch(request -> JitJson.tree(request.wanted().json()).equals(mine));
  }

  private void count(
      TenantContext tenant,
      AgentTask of,
      TaskAnomaly what,
      AuditInitiator by,
      Map<String, Object> more) {
    AgentTask task = goingOn(tenant, of);
    if (!task.isActive() && new RiskAssessment(rules.read(tenant.id())).isSuspensionDue(task)) {
      return; // however often it is tried, no more comes of it
    }
    store.countAnomaly(tenant.id(), task.id(), tasks.now());
    audit.anomaly(tenant, task, by, what, more);
    judge(tenant, task.id());
  }

  /** The task, or the next above it where it has ended; itself where all have. */
  private AgentTask goingOn(TenantContext tenant, AgentTask task) {
    AgentTask each = task;
    while (!each.isActive() && each.parentId().isPresent()) {
      each = tasks.find(tenant, each.parentId().get());
    }
    return each.isActive() ? each : task;
  }

  private void judge(TenantContext tenant, String taskId) {
    AgentTask task = tasks.find(tenant, taskId);
    if (task.isActive() && new RiskAssessment(rules.read(tenant.id())).isSuspensionDue(task)) {
      tasks.end(
          tenant,
          taskId,
          AgentTask.AgentTaskStatus.SUSPENDED,
          task.denials() + " denials, " + task.anomalies() + " anomalies",
          BY);
    }
  }
}
