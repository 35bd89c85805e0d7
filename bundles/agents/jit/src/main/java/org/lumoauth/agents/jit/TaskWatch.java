package org.lumoauth.agents.jit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is unusual in a task, and suspends it with its tokens when it is too much. */
@Component(service = TaskWatch.class)
public final class TaskWatch {

  /** Decided by the tenant's rules, and called so in the record. */
  private static final Initiator BY = Initiator.server("jit-policy");

  private final TaskStore store;
  private final RequestStore requests;
  private final Tasks tasks;
  private final RiskRuleStore rules;
  private final JitAudit audit;

  @Activate
  public TaskWatch(
      @Reference TaskStore store,
      @Reference RequestStore requests,
      @Reference Tasks tasks,
      @Reference RiskRuleStore rules,
      @Reference JitAudit audit) {
    this.store = store;
    this.requests = requests;
    this.tasks = tasks;
    this.rules = rules;
    this.audit = audit;
  }

  /** A person said no; it is counted already. */
  void denied(TenantContext tenant, String taskId) {
    judge(tenant, taskId);
  }

  /** The agent tried what an honest agent does not, as to use an approval for something else. */
  void anomaly(TenantContext tenant, String taskId, Anomaly what, Initiator by) {
    count(tenant, tasks.find(tenant, taskId), what, by, Map.of());
  }

  /** Somebody shows the token of a task as its agent does not; who, nobody knows. */
  void shown(TenantContext tenant, Task task, Anomaly what, String address) {
    count(tenant, tasks.find(tenant, task.id()), what, BY, Map.of("address", address));
  }

  /**
   * A task of the agent that goes on; that it does not is unusual.
   *
   * @throws Problem as {@link Tasks#requireActive}
   */
  Task requireActive(TenantContext tenant, Agent agent, String taskId, Initiator by) {
    try {
      return tasks.requireActive(tenant, agent, taskId);
    } catch (Problem refusal) {
      store
          .find(tenant.id(), taskId, tasks.now())
          .filter(task -> task.agentId().equals(agent.id()) && !task.active())
          .ifPresent(task -> count(tenant, task, Anomaly.AFTER_END, by, Map.of()));
      throw refusal;
    }
  }

  /** Counts that something is asked for in a task; how often that was before. */
  int counted(TenantContext tenant, Task task) {
    return store.countAsked(tenant.id(), task.id());
  }

  /**
   * Looks at what an agent asks for in a task.
   *
   * @param before how often the task asked before
   * @return the task as it stands then
   * @throws Problem as {@link Tasks#requireActive}, where that was too much
   */
  Task asked(
      TenantContext tenant,
      Agent agent,
      Requests.NewRequest asked,
      int before,
      RiskAssessment assessment,
      Initiator by) {
    Task task = asked.task();
    Optional<Anomaly> what =
        task.denials() > 0 && wasDenied(tenant, task, asked.wanted())
            ? Optional.of(Anomaly.DENIED_BEFORE)
            : Optional.of(Anomaly.MANY_REQUESTS).filter(many -> assessment.tooMany(before));
    what.ifPresent(each -> count(tenant, task, each, by, Map.of()));
    return what.isPresent() ? tasks.requireActive(tenant, agent, task.id()) : task;
  }

  private boolean wasDenied(TenantContext tenant, Task task, Wanted wanted) {
    JsonNode mine = JitJson.tree(wanted.json());
    return requests.ofTask(tenant.id(), task.id(), tasks.now()).stream()
        .filter(request -> request.status() == Request.Status.DENIED)
        .anyMatch(request -> JitJson.tree(request.wanted().json()).equals(mine));
  }

  private void count(
      TenantContext tenant, Task of, Anomaly what, Initiator by, Map<String, Object> more) {
    Task task = goingOn(tenant, of);
    if (!task.active() && new RiskAssessment(rules.read(tenant.id())).suspends(task)) {
      return; // however often it is tried, no more comes of it
    }
    store.countAnomaly(tenant.id(), task.id(), tasks.now());
    audit.anomaly(tenant, task, by, what, more);
    judge(tenant, task.id());
  }

  /** The task, or the next above it where it has ended; itself where all have. */
  private Task goingOn(TenantContext tenant, Task task) {
    Task each = task;
    while (!each.active() && each.parentId().isPresent()) {
      each = tasks.find(tenant, each.parentId().get());
    }
    return each.active() ? each : task;
  }

  private void judge(TenantContext tenant, String taskId) {
    Task task = tasks.find(tenant, taskId);
    if (task.active() && new RiskAssessment(rules.read(tenant.id())).suspends(task)) {
      tasks.end(
          tenant,
          taskId,
          Task.Status.SUSPENDED,
          task.denials() + " denials, " + task.anomalies() + " anomalies",
          BY);
    }
  }
}
