/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks and ends tasks. When a task ends, its permissions and its subtasks end, too. */
@Component(service = AgentTaskLifecycleService.class)
public final class AgentTaskLifecycleService {

  /** Type of the event for an ended task; the id of the event is the id of the task. */
  public static final String ENDED = "jit.task.ended";

  /** Type of the event after all dependents of an ended task have ended. */
  static final String CLOSING = "jit.task.closing";

  private final AgentTaskStore store;
  private final TaskTreeTerminator family;
  private final UserDelegationCheck onBehalf;
  private final TaskParticipantCheck standing;
  private final JitAudit audit;
  private final InstantSource clock;

  @Activate
  public AgentTaskLifecycleService(
      @Reference AgentTaskStore store,
      @Reference TaskTreeTerminator family,
      @Reference UserDelegationCheck onBehalf,
      @Reference TaskParticipantCheck standing,
      @Reference JitAudit audit,
      @Reference InstantSource clock) {
    this.store = store;
    this.family = family;
    this.onBehalf = onBehalf;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Returns a task of the agent in any status.
   *
   * @throws ApiException 404 if it does not exist in this tenant, 403 if it belongs to another
   *     agent
   */
  AgentTask require(TenantContext tenant, String agentId, String taskId) {
    AgentTask task = find(tenant, taskId);
    if (!task.agentId().equals(agentId)) {
      throw new ApiException(
          403,
          "task_of_another_agent",
          "The task belongs to another agent. Use a task of this agent.");
    }
    return task;
  }

  /**
   * Returns an active task of the agent; all of its ancestors must be active, too. Ends a task if
   * its agent or user was disabled since it began.
   *
   * @throws ApiException 403 {@code task_} and the status, and as {@link #require} does
   */
  AgentTask requireActive(TenantContext tenant, Agent agent, String taskId) {
    return requireActiveLine(tenant, agent, taskId).get(0);
  }

  /** Returns an active task and its ancestors, the task first. */
  List<AgentTask> requireActiveLine(TenantContext tenant, Agent agent, String taskId) {
    List<AgentTask> line = new ArrayList<>();
    Optional<String> next = Optional.of(taskId);
    while (next.isPresent()) {
      AgentTask task = requireOneActive(tenant, agent, next.get());
      line.add(task);
      next = task.parentId();
    }
    return line;
  }

  private AgentTask requireOneActive(TenantContext tenant, Agent agent, String taskId) {
    AgentTask task = require(tenant, agent.id(), taskId);
    if (task.isActive() && !standing.isActive(tenant, agent, task)) {
      String why = "a participant was disabled";
      task =
          end(
              tenant,
              taskId,
              AgentTask.AgentTaskStatus.SUSPENDED,
              why,
              AuditInitiator.server("jit"));
    }
    if (!task.isActive()) {
      throw new ApiException(
          403,
          "task_" + task.status().wire(),
          "The task is " + task.status().wire() + ". Start another task.");
    }
    return task;
  }

  /** Returns the root task of a task; the task itself if it has no parent. */
  public AgentTask rootTask(TenantContext tenant, AgentTask task) {
    AgentTask whole = task;
    while (whole.parentId().isPresent()) {
      whole = find(tenant, whole.parentId().get());
    }
    return whole;
  }

  /** Returns a task of any agent in the tenant. */
  public AgentTask find(TenantContext tenant, String taskId) {
    return store
        .find(tenant.id(), taskId, now())
        .orElseThrow(() -> ApiException.notFound("The task was not found."));
  }

  /** Returns whether the user of a task must consent to the agent before the task can continue. */
  public boolean isConsentMissing(TenantContext tenant, AgentTask task) {
    return !onBehalf.isDelegationActive(tenant, task);
  }

  /** Ends a task and its subtasks, their tokens first; ended tasks do not change. */
  public AgentTask end(
      TenantContext tenant,
      String taskId,
      AgentTask.AgentTaskStatus status,
      String why,
      AuditInitiator by) {
    AgentTask task = find(tenant, taskId);
    audit.requireWritable();
    family.end(tenant, task, why, new TaskTreeTerminator.TaskTermination(status, by, now()));
    return find(tenant, taskId);
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the remaining lifetime of a task. */
  public Duration remainingTime(AgentTask task) {
    return Duration.between(now(), task.expiresAt());
  }
}
