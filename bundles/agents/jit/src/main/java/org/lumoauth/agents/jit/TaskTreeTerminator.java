package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
 * Ends tasks with all their parts, one after the other: however deep they are, none takes room on
 * the stack. Whatever kept it from being finished, the same call again finishes it.
 */
@Component(service = TaskTreeTerminator.class)
public final class TaskTreeTerminator {

  /** Why the parts of a task end. */
  private static final String WITH_THE_WHOLE = "its whole ended";

  /** Why a task is recorded that ended before. */
  private static final String BROKE_OFF = "its end broke off before";

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
   * How a task and its parts end.
   *
   * @param status how it stands after that
   * @param by who ends it
   * @param at when
   */
  record TaskTermination(AgentTask.AgentTaskStatus status, AuditInitiator by, Instant at) {}

  /**
   * Ends a task, its parts after it, of each the tokens first. Of a task that has ended already it
   * ends what is left, as the whole ended: what an end that broke off, or a part that began
   * meanwhile, left open. Where nothing is left nothing is done.
   *
   * <p>That something is left to end is written down with the end of the whole, and told once
   * nothing is: if the server ends between, {@link TaskEndListener} hears of it later.
   */
  void end(TenantContext tenant, AgentTask task, String why, TaskTermination how) {
    var closing = events.prepare(new DomainEvent(AgentTaskManager.CLOSING, tenant.id(), task.id()));
    if (store.end(tenant.id(), task.id(), how.status(), how.at(), closing)) {
      record(tenant, task.id(), why, how);
      endParts(tenant, task.id(), how);
      closing.publish();
    } else {
      finish(tenant, task, how.at());
    }
  }

  /** Ends what is left of a task that has ended. */
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

  /** Nobody who calls now ends it: that was somebody else, or it was so ended before. */
  private static TaskTermination as(AgentTask ended, Instant at) {
    return new TaskTermination(ended.status(), AuditInitiator.server("jit"), at);
  }

  /** Whether a task is this one, or a part of it however deep. */
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
    events.publish(new DomainEvent(AgentTaskManager.ENDED, tenant.id(), taskId));
    store
        .find(tenant.id(), taskId, how.at())
        .ifPresent(
            task ->
                audit.task(
                    tenant,
                    task,
                    how.by(),
                    "jit.task_" + how.status().wire(),
                    "A task ended with its tokens.",
                    why));
    store.markClosed(tenant.id(), taskId);
  }

  /** Ends the tokens of a task, and what waits or was approved in it. */
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
