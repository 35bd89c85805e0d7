/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks up permission requests, and stores the outcome of their approvals when it is known. */
@Component(service = JitRequestLookup.class)
public final class JitRequestLookup {

  /** Maximum number of requests in the view of a task. */
  private static final int SHOWN = 100;

  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final ApprovalService approvals;
  private final JitCallbackNotifier callbacks;
  private final TaskAnomalyMonitor watch;

  @Activate
  public JitRequestLookup(
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference ApprovalService approvals,
      @Reference JitCallbackNotifier callbacks,
      @Reference TaskAnomalyMonitor watch) {
    this.store = store;
    this.tasks = tasks;
    this.approvals = approvals;
    this.callbacks = callbacks;
    this.watch = watch;
  }

  /** Returns a request with the current answer of its approvers. */
  public Optional<JitRequest> find(TenantContext tenant, String requestId) {
    return store.find(tenant.id(), requestId, tasks.now()).map(request -> settled(tenant, request));
  }

  /**
   * Returns a request of the agent.
   *
   * @throws ApiException 404 if it does not exist in this tenant, 403 if it belongs to another
   *     agent
   */
  public JitRequest require(TenantContext tenant, String agentId, String requestId) {
    JitRequest request =
        find(tenant, requestId)
            .orElseThrow(() -> ApiException.notFound("The permission request was not found."));
    if (!request.agentId().equals(agentId)) {
      throw new ApiException(
          403,
          "request_of_another_agent",
          "The permission request belongs to another agent. Use a request of this " + "agent.");
    }
    return request;
  }

  /**
   * Returns the approved requests of a task with a token that was not fetched yet, oldest first.
   */
  public List<JitRequest> findApproved(TenantContext tenant, AgentTask task) {
    return store.findByTask(tenant.id(), task.id(), tasks.now()).stream()
        .map(request -> settled(tenant, request))
        .filter(request -> request.status() == JitRequest.JitRequestStatus.APPROVED)
        .toList();
  }

  /** Returns the latest requests of a task, the oldest of them first. */
  public List<JitRequest> findLatest(TenantContext tenant, AgentTask task) {
    List<JitRequest> all = store.findByTask(tenant.id(), task.id(), tasks.now());
    return all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
        .map(request -> settled(tenant, request))
        .toList();
  }

  /** Stores the result of an approval; has no effect if the approval belongs to another module. */
  public void applyApproval(TenantContext tenant, String approvalId) {
    store
        .findByApproval(tenant.id(), approvalId, tasks.now())
        .ifPresent(request -> settled(tenant, request));
  }

  /** Returns the approval of a request with the approver's message to the agent. */
  public Optional<Approval> approvalOf(TenantContext tenant, JitRequest request) {
    return request.approvalId().flatMap(id -> approvals.find(tenant, id));
  }

  /**
   * Returns whether the user of the request's task must consent to the agent before the task can
   * continue.
   */
  boolean isConsentMissing(TenantContext tenant, JitRequest request) {
    return tasks.isConsentMissing(tenant, tasks.find(tenant, request.taskId()));
  }

  /** Returns the earlier of two instants. */
  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Returns whether the result of the approval was not stored yet; an expired request may still be
   * in that state.
   */
  private boolean waits(TenantContext tenant, JitRequest request) {
    return request.status() == JitRequest.JitRequestStatus.PENDING
        || request.status() == JitRequest.JitRequestStatus.EXPIRED
            && store.isPending(tenant.id(), request.id());
  }

  private JitRequest settled(TenantContext tenant, JitRequest request) {
    if (!waits(tenant, request)) {
      return request;
    }
    Optional<Approval> approval = approvalOf(tenant, request);
    Optional<JitRequest.JitRequestStatus> status =
        approval.flatMap(
            found ->
                switch (found.state()) {
                  case APPROVED -> Optional.of(JitRequest.JitRequestStatus.APPROVED);
                  case DENIED -> Optional.of(JitRequest.JitRequestStatus.DENIED);
                  case EXPIRED -> Optional.of(JitRequest.JitRequestStatus.EXPIRED);
                  case WITHDRAWN, USED -> Optional.of(JitRequest.JitRequestStatus.CANCELLED);
                  case PENDING -> Optional.empty();
                });
    if (status.isEmpty()) {
      return request;
    }
    Approval found = approval.get();
    int ttl =
        found
            .limit()
            .map(limit -> (int) Math.min(request.ttlSeconds(), limit.toSeconds()))
            .orElse(request.ttlSeconds());
    Instant until =
        found
            .answeredAt()
            .map(
                at ->
                    earlier(
                        at.plus(JitRequestProcessor.FETCH),
                        tasks.find(tenant, request.taskId()).expiresAt()))
            .orElse(request.expiresAt());
    boolean mine = store.recordOutcome(tenant.id(), request, status.get(), ttl, until, tasks.now());
    JitRequest after = store.find(tenant.id(), request.id(), tasks.now()).orElseThrow();
    if (mine) {
      callbacks.sendNotification(tenant, after);
      if (status.get() == JitRequest.JitRequestStatus.DENIED) {
        watch.recordDenial(tenant, request.taskId());
      }
    }
    return after;
  }
}
