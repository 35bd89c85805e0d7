/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends tasks with all their subtasks, one after the other, without recursion. After a failure,
 * calling it again finishes the operation.
 */
@Component(service = TaskTreeTerminator.class)
public final class TaskTreeTerminator {

  /** The reason for the end of subtasks. */
  private static final String WITH_THE_WHOLE = "the parent task ended";

  /** The reason in the record of a task with an interrupted end. */
  private static final String BROKE_OFF = "an interrupted end was completed";

  private final AgentTaskStore store;
  private final JitRequestStore requests;
  private final ApprovalService approvals;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final JitAudit audit;

  @Activate
  public TaskTreeTerminator(
      @Reference AgentTaskStore store,
      @Reference JitRequestStore requests,
      @Reference ApprovalService approvals,
      @Reference TokenService tokens,
      @Reference DomainEventPublisher events,
      @Reference JitAudit audit) {
    this.store = store;
    this.requests = requests;
    this.approvals = approvals;
    this.tokens = tokens;
    this.events = events;
    this.audit = audit;
  }

  /**
   * How a task and its subtasks end.
   *
   * @param status the final status
   * @param by the initiator
   * @param at the time
   */
  record TaskTermination(AgentTask.AgentTaskStatus status, AuditInitiator by, Instant at) {}

  /**
   * Ends a task and then its subtasks, the tokens of each first. For a task that has already ended,
   * it ends the remaining dependents, which an interrupted call left or which began concurrently,
   * with the status of the task. Has no effect if none remain.
   *
   * <p>The end of the task also stores that dependents remain; an event is published after the last
   * dependent has ended. If the server stops in between, {@link TaskEndListener} receives it later.
   */
  void end(TenantContext tenant, AgentTask task, String why, TaskTermination how) {
    var closing =
        events.prepare(new DomainEvent(AgentTaskLifecycleService.CLOSING, tenant.id(), task.id()));
    if (store.end(tenant.id(), task.id(), how.status(), how.at(), closing)) {
      record(tenant, task.id(), why, how);
      endParts(tenant, task.id(), how);
      closing.publish();
    } else {
      finish(tenant, task, how.at());
    }
  }

  /** Ends the remaining dependents of an ended task. */
  void finish(TenantContext tenant, AgentTask whole, Instant at) {
    for (AgentTask ended : store.findClosing(tenant.id(), whole.agentId(), at)) {
      if (within(tenant, ended, whole, at)) {
        record(tenant, ended.id(), BROKE_OFF, as(ended, at));
      }
    }
    for (AgentTask left : store.findSubtasksOfEnded(tenant.id(), whole.agentId(), at)) {
      if (within(tenant, left, whole, at)) {
        AgentTask above = above(tenant, left, at).orElseThrow();
        endPart(tenant, left.id(), as(above, at));
        endParts(tenant, left.id(), as(above, at));
      }
    }
  }

  /**
   * Returns the termination of an ended task, with the server as initiator, since the current
   * caller did not end it.
   */
  private static TaskTermination as(AgentTask ended, Instant at) {
    return new TaskTermination(ended.status(), AuditInitiator.server("jit"), at);
  }

  /** Returns whether a task is this task or one of its descendants. */
  private boolean within(TenantContext tenant, AgentTask task, AgentTask whole, Instant at) {
    Optional<AgentTask> each = Optional.of(task);
    while (each.isPresent() && !each.get().id().equals(whole.id())) {
      each = above(tenant, each.get(), at);
    }
    return each.isPresent();
  }

  private Optional<AgentTask> above(TenantContext tenant, AgentTask task, Instant at) {
    return task.parentId().flatMap(id -> store.find(tenant.id(), id, at));
  }

  private void endParts(TenantContext tenant, String taskId, TaskTermination how) {
    Deque<String> wholes = new ArrayDeque<>(List.of(taskId));
    while (!wholes.isEmpty()) {
      for (AgentTask part : store.findOpenSubtasks(tenant.id(), wholes.remove(), how.at())) {
        endPart(tenant, part.id(), how);
        wholes.add(part.id());
      }
    }
  }

  private void endPart(TenantContext tenant, String id, TaskTermination how) {
    if (store.end(tenant.id(), id, how.status(), how.at(), events.prepare())) {
      record(tenant, id, WITH_THE_WHOLE, how);
    }
  }

  private void record(TenantContext tenant, String taskId, String why, TaskTermination how) {
    close(tenant, taskId, how);
    events.publish(new DomainEvent(AgentTaskLifecycleService.ENDED, tenant.id(), taskId));
    store
        .find(tenant.id(), taskId, how.at())
        .ifPresent(
            task ->
                audit.task(
                    tenant,
                    task,
                    how.by(),
                    "jit.task_" + how.status().wire(),
                    "The task and its tokens ended.",
                    why));
    store.markClosed(tenant.id(), taskId);
  }

  /** Revokes the tokens of a task and cancels its pending and approved requests. */
  private void close(TenantContext tenant, String taskId, TaskTermination how) {
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.GRANT, taskId));
    List<String> asked =
        requests.findByTask(tenant.id(), taskId, how.at()).stream()
            .filter(TaskTreeTerminator::open)
            .map(JitRequest::approvalId)
            .flatMap(Optional::stream)
            .toList();
    asked.forEach(id -> approvals.withdraw(tenant, id, how.by()));
    requests.cancel(tenant.id(), taskId);
  }

  private static boolean open(JitRequest request) {
    return request.status() == JitRequest.JitRequestStatus.PENDING
        || request.status() == JitRequest.JitRequestStatus.APPROVED;
  }
}
