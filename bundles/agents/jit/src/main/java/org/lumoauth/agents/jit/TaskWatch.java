package org.lumoauth.agents.jit;

import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is unusual in a task, and suspends it with its tokens when it is too much. */
@Component(service = TaskWatch.class)
public final class TaskWatch {

  /** Decided by the tenant's rules, and called so in the record. */
  private static final Initiator BY = Initiator.server("jit-policy");

  private final TaskStore store;
  private final Tasks tasks;
  private final RiskRuleStore rules;

  @Activate
  public TaskWatch(
      @Reference TaskStore store, @Reference Tasks tasks, @Reference RiskRuleStore rules) {
    this.store = store;
    this.tasks = tasks;
    this.rules = rules;
  }

  /** A person said no; it is counted already. */
  void denied(TenantContext tenant, String taskId) {
    judge(tenant, taskId);
  }

  /** The agent tried what an honest agent does not, as to use an approval for something else. */
  void anomaly(TenantContext tenant, String taskId) {
    store.countAnomaly(tenant.id(), taskId, tasks.now());
    judge(tenant, taskId);
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
