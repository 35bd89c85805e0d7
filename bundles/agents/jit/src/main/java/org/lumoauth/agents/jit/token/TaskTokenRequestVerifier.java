/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.ComparableJsonTreeConverter;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.request.JitRequestedAccessLimitCheck;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.TaskAnomaly;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies that the token of a permission request can be issued to an agent. */
@Component(service = TaskTokenRequestVerifier.class)
public final class TaskTokenRequestVerifier {

  private static final Set<String> FETCHABLE = Set.of("approved", "issued");

  private final JitAgentResolver agents;
  private final JitRequestLookup requests;
  private final JitRequestedAccessLimitCheck bounds;
  private final TaskAnomalyMonitor watch;
  private final ApprovalService approvals;
  private final JitAudit audit;

  @Activate
  public TaskTokenRequestVerifier(
      @Reference JitAgentResolver agents,
      @Reference JitRequestLookup requests,
      @Reference JitRequestedAccessLimitCheck bounds,
      @Reference TaskAnomalyMonitor watch,
      @Reference ApprovalService approvals,
      @Reference JitAudit audit) {
    this.agents = agents;
    this.requests = requests;
    this.bounds = bounds;
    this.watch = watch;
    this.approvals = approvals;
    this.audit = audit;
  }

  /**
   * A request with a token that can be fetched, and its task.
   *
   * @param task the task
   * @param request the request
   */
  record FetchableJitRequest(AgentTask task, JitRequest request) {}

  /**
   * Returns the request if its token can be fetched.
   *
   * @param said the approved access according to the agent; empty if it sent none
   * @throws ApiException 403 if the request is not approved, its token was fetched, it has expired,
   *     or the access differs; and as {@link TaskAnomalyMonitor#requireActive} does
   */
  FetchableJitRequest require(
      JitCallerContext call, Agent agent, String requestId, Optional<Object> said) {
    TenantContext tenant = call.tenant();
    JitRequest request = requests.require(tenant, agent.id(), requestId);
    AgentTask task = watch.requireActive(call, agent, request.taskId());
    if (!FETCHABLE.contains(request.status().wire())) {
      throw new ApiException(
          403,
          "request_" + request.status().wire(),
          "The token can be fetched only for an approved request; this request is "
              + request.status().wire()
              + ".");
    }
    said.ifPresent(details -> requireSame(tenant, task, request, details, call.by()));
    return new FetchableJitRequest(task, request);
  }

  /**
   * Requires that the approval counts and that the request is still within the agent's limits.
   *
   * @throws ApiException 403 {@code not_approved}, and as {@link
   *     JitRequestedAccessLimitCheck#requireWithinLimits} does
   */
  void requireAllowed(JitCallerContext call, Agent agent, FetchableJitRequest wanted) {
    requireOthersApproved(call, wanted.task(), wanted.request());
    bounds.requireWithinLimits(call.tenant(), agent, wanted.task(), wanted.request());
  }

  /**
   * Requires approvers other than the people who created the agent's token since, because they are
   * requesters now.
   */
  private void requireOthersApproved(JitCallerContext call, AgentTask task, JitRequest request) {
    TenantContext tenant = call.tenant();
    Set<SubjectRef> askedBy = agents.askedBy(tenant, call.caller());
    if (askedBy.isEmpty()
        || request
            .approvalId()
            .filter(id -> !approvals.isApprovedExcludingRequesters(tenant, id, askedBy))
            .isEmpty()) {
      return;
    }
    // If the approval does not count regardless of the requester, use the error of the approvals
    // module.
    boolean gone =
        !approvals.isApprovedExcludingRequesters(tenant, request.approvalId().get(), Set.of());
    String why =
        gone
            ? "An approver was blocked or lost the right to approve. Send a new request."
            : "An approver created the agent's token, so their approval does not count. "
                + "Send a new request.";
    refused(
        tenant,
        task,
        request,
        call.by(),
        why,
        Map.of("reason", gone ? "approver_gone" : "approver_asks"));
    throw new ApiException(403, "not_approved", why);
  }

  private void requireSame(
      TenantContext tenant, AgentTask task, JitRequest request, Object details, AuditInitiator by) {
    Object mine = request.wanted().details();
    Object said = details instanceof List<?> ? details : List.of(details);
    if (!ComparableJsonTreeConverter.tree(mine).equals(ComparableJsonTreeConverter.tree(said))) {
      watch.recordAnomaly(tenant, request.taskId(), TaskAnomaly.DETAILS_DIFFER, by);
      refused(
          tenant,
          task,
          request,
          by,
          "The approval covers different access or a shorter lifetime. Send a new " + "request.");
      throw new ApiException(
          403,
          "approval_mismatch",
          "The approval covers different access or a shorter lifetime. Send a new " + "request.");
    }
  }

  private void refused(
      TenantContext tenant, AgentTask task, JitRequest request, AuditInitiator by, String why) {
    refused(tenant, task, request, by, why, Map.of());
  }

  private void refused(
      TenantContext tenant,
      AgentTask task,
      JitRequest request,
      AuditInitiator by,
      String why,
      Map<String, Object> more) {
    audit.request(tenant, task, request, by, "jit.token_refused", AuditOutcome.DENIED, why, more);
  }
}
