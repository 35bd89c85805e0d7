package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends tasks with all their parts, one after the other: however deep they are, none takes room on
 * the stack. Whatever kept it from being finished, the same call again finishes it.
 */
@Component(service = TaskFamily.class)
public final class TaskFamily {

  /** Why the parts of a task end. */
  private static final String WITH_THE_WHOLE = "its whole ended";

  private final TaskStore store;
  private final RequestStore requests;
  private final Approvals approvals;
  private final TokenService tokens;
  private final DomainEvents events;
  private final JitAudit audit;

  @Activate
  public TaskFamily(
      @Reference TaskStore store,
      @Reference RequestStore requests,
      @Reference Approvals approvals,
      @Reference TokenService tokens,
      @Reference DomainEvents events,
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
  record End(Task.Status status, Initiator by, Instant at) {}

  /**
   * Ends a task, its parts after it, of each the tokens first. Of a task that has ended already it
   * ends what is left: what an end that broke off, or a part that began meanwhile, left open.
   */
  void end(TenantContext tenant, Task task, String why, End how) {
    Deque<String> parts = new ArrayDeque<>();
    if (store.end(tenant.id(), task.id(), how.status(), how.at())) {
      record(tenant, task.id(), why, how);
      parts.add(task.id());
    } else {
      close(tenant, task.id(), how);
      for (Task left : store.partsOfEnded(tenant.id(), task.agentId(), how.at())) {
        close(tenant, left.parentId().orElseThrow(), how);
        endPart(tenant, left.id(), how, parts);
      }
    }
    while (!parts.isEmpty()) {
      for (Task part : store.children(tenant.id(), parts.remove(), how.at())) {
        endPart(tenant, part.id(), how, parts);
      }
    }
  }

  private void endPart(TenantContext tenant, String id, End how, Deque<String> parts) {
    if (store.end(tenant.id(), id, how.status(), how.at())) {
      record(tenant, id, WITH_THE_WHOLE, how);
    }
    parts.add(id);
  }

  private void record(TenantContext tenant, String taskId, String why, End how) {
    close(tenant, taskId, how);
    events.publish(new DomainEvent(Tasks.ENDED, tenant.id(), taskId));
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
  }

  /** Ends the tokens of a task, and what waits or was approved in it. */
  private void close(TenantContext tenant, String taskId, End how) {
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.GRANT, taskId));
    List<String> asked =
        requests.ofTask(tenant.id(), taskId, how.at()).stream()
            .filter(TaskFamily::open)
            .map(Request::approvalId)
            .flatMap(Optional::stream)
            .toList();
    asked.forEach(id -> approvals.withdraw(tenant, id, how.by()));
    requests.cancel(tenant.id(), taskId);
  }

  private static boolean open(Request request) {
    return request.status() == Request.Status.PENDING
        || request.status() == Request.Status.APPROVED;
  }
}
