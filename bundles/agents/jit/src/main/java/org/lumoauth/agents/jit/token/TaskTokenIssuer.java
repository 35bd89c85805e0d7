/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.ComparableJsonTreeConverter;
import org.lumoauth.agents.jit.DelegationBudgetWebhookLookup;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestProcessor;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.request.JitRequestedAccessLimitCheck;
import org.lumoauth.agents.jit.request.JitRequestedAccessParser;
import org.lumoauth.agents.jit.request.JitResourceIndicatorValidator;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomaly;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues the single token of an approved request, with exactly the approved access. */
@Component(service = TaskTokenIssuer.class)
public final class TaskTokenIssuer {

  private static final Set<String> FETCHABLE = Set.of("approved", "issued");

  private final JitAgentResolver agents;
  private final UserDelegationCheck onBehalf;
  private final JitRequestProcessor requests;
  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final JitRequestedAccessLimitCheck bounds;
  private final TaskAnomalyMonitor watch;
  private final JitRequestedAccessParser reader;
  private final JitResourceIndicatorValidator targets;
  private final ApprovalService approvals;
  private final DelegationBudgetWebhookLookup neighbours;
  private final TokenService tokens;
  private final TaskTokenLineageNotifier lineage;
  private final JitAudit audit;

  @Activate
  public TaskTokenIssuer(
      @Reference JitAgentResolver agents,
      @Reference UserDelegationCheck onBehalf,
      @Reference JitRequestProcessor requests,
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference JitRequestedAccessLimitCheck bounds,
      @Reference TaskAnomalyMonitor watch,
      @Reference JitRequestedAccessParser reader,
      @Reference JitResourceIndicatorValidator targets,
      @Reference ApprovalService approvals,
      @Reference DelegationBudgetWebhookLookup neighbours,
      @Reference TokenService tokens,
      @Reference TaskTokenLineageNotifier lineage,
      @Reference JitAudit audit) {
    this.agents = agents;
    this.onBehalf = onBehalf;
    this.requests = requests;
    this.store = store;
    this.tasks = tasks;
    this.bounds = bounds;
    this.watch = watch;
    this.reader = reader;
    this.targets = targets;
    this.approvals = approvals;
    this.neighbours = neighbours;
    this.tokens = tokens;
    this.lineage = lineage;
    this.audit = audit;
  }

  /**
   * An issued token and its request.
   *
   * @param token the token
   * @param request the request that it was issued for
   */
  public record IssuedTaskToken(IssuedToken token, JitRequest request) {}

  /**
   * Issues the token.
   *
   * @param call the call of the agent
   * @param said the approved access according to the agent; empty if it sent none
   * @param confirmation the key that the token is bound to, as {@code cnf} (RFC 7800)
   * @throws ApiException 403 if the request is not approved, its token was fetched, it has expired,
   *     or the access differs; 429 if the agent's budget is exhausted; 503 if the module that
   *     records token lineage is unavailable; and as {@link UserDelegationCheck#requireTaskUser}
   *     does
   */
  public IssuedTaskToken issue(
      JitCallerContext call,
      Agent agent,
      String requestId,
      Optional<Object> said,
      Optional<Map<String, Object>> confirmation) {
    TenantContext tenant = call.tenant();
    AuditInitiator by = call.by();
    JitRequest request = requests.require(tenant, agent.id(), requestId);
    AgentTask task = watch.requireActive(tenant, agent, request.taskId(), by);
    onBehalf.requireTaskUser(call, task.userId());
    if (!FETCHABLE.contains(request.status().wire())) {
      throw new ApiException(
          403,
          "request_" + request.status().wire(),
          "The token can be fetched only for an approved request; this request is "
              + request.status().wire()
              + ".");
    }
    said.ifPresent(details -> requireSame(tenant, task, request, details, by));
    // Leased until the token is issued: if the user of the token could not be recorded, the
    // approval would be used up without a token.
    try (ServiceLease<AgentRegistry> registry = agents.leaseRegistry()) {
      requireOthersApproved(call, task, request);
      bounds.requireWithinLimits(tenant, agent, task, request);
      AccessTokenIssuanceRequest wish = wish(tenant, agent, task, request, confirmation);
      targets.require(tenant, wish);
      return new IssuedTaskToken(spent(call, agent, task, request, wish, registry.get()), request);
    }
  }

  private IssuedToken spent(
      JitCallerContext call,
      Agent agent,
      AgentTask task,
      JitRequest request,
      AccessTokenIssuanceRequest wish,
      AgentRegistry registry) {
    TenantContext tenant = call.tenant();
    AuditInitiator by = call.by();
    audit.requireWritable();
    IssuedTokenDetails token;
    try (LeasedProviders<ActorPolicy> told =
        lineage.leasePolicies(task)) { // before the approval is used
      token = spend(call, agent, task, request, wish, registry);
      lineage.recordToken(told, tenant, task, token);
    }
    audit.request(
        tenant,
        task,
        store.find(tenant.id(), request.id(), tasks.now()).orElseThrow(),
        by,
        "jit.token_issued",
        AuditOutcome.SUCCESS,
        "An agent fetched the token of an approved request.");
    return token.issued();
  }

  /** Issues the token and uses up the request. */
  private IssuedTokenDetails spend(
      JitCallerContext call,
      Agent agent,
      AgentTask task,
      JitRequest request,
      AccessTokenIssuanceRequest wish,
      AgentRegistry registry) {
    TenantContext tenant = call.tenant();
    if (request.status() == JitRequest.JitRequestStatus.APPROVED) {
      neighbours.budgets(budgets -> budgets.charge(tenant, agent.id(), AgentUsage.oneCall()));
    }
    if (!store.claimToken(
        tenant.id(), request.id(), tasks.now())) { // it may be a retry of the agent
      refused(tenant, task, request, call.by(), "The token was already fetched.");
      throw new ApiException(
          403,
          "approval_used",
          "The token of this request was already fetched. Send a new request.");
    }
    // Compares the stored request with the content that people approved; a token is issued only if
    // both are equal.
    request
        .approvalId()
        .ifPresent(
            id ->
                approvals.consume(
                    tenant,
                    id,
                    request.wanted().action(),
                    approved(tenant, task, request),
                    call.by()));
    IssuedTokenDetails token = issue(tenant, wish);
    registry.recordDerivedToken(tenant, token.issued(), Set.of(call.caller().credentialId()));
    return token;
  }

  /**
   * Returns the approved parameters with the requested lifetime, which an approver may have
   * reduced.
   */
  private Map<String, Object> approved(TenantContext tenant, AgentTask task, JitRequest request) {
    int asked =
        requests
            .approvalOf(tenant, request)
            .map(approval -> approval.request().parameters().get("seconds"))
            .map(seconds -> ((Number) seconds).intValue())
            .orElse(request.ttlSeconds());
    if (request.ttlSeconds() > asked) {
      throw new ApiException(
          403,
          "approval_mismatch",
          "The approval covers different access or a shorter lifetime. Send a new " + "request.");
    }
    return JitRequestProcessor.parameters(task, request.wanted(), asked);
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

  private AccessTokenIssuanceRequest wish(
      TenantContext tenant,
      Agent agent,
      AgentTask task,
      JitRequest request,
      Optional<Map<String, Object>> confirmation) {
    Duration most = Duration.ofSeconds(Math.min(request.ttlSeconds(), JitSettings.MOST_TTL));
    Duration left = tasks.remainingTime(task);
    return new AccessTokenIssuanceRequest(
        reader.client(tenant, agent),
        new SubjectRef(TaskSubjectSource.TYPE, task.subject()),
        List.of(new SubjectRef(SubjectRef.AGENT, agent.id())),
        request.wanted().scopes(),
        request.wanted().audience(),
        most.compareTo(left) > 0 ? left : most,
        confirmation,
        claims(agent, task, request));
  }

  private IssuedTokenDetails issue(TenantContext tenant, AccessTokenIssuanceRequest wish) {
    try {
      return tokens.issueWithDetails(tenant, wish);
    } catch (OAuthException e) {
      throw new ApiException(
          403,
          "agent_inactive",
          "No token can be issued, because the agent, its user or its client is " + "disabled.");
    }
  }

  private static Map<String, Object> claims(Agent agent, AgentTask task, JitRequest request) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("agent_id", agent.id());
    claims.put("task_id", task.id());
    task.parentId().ifPresent(id -> claims.put("parent_task_id", id));
    task.userId().ifPresent(id -> claims.put("on_behalf_of", id));
    // The token is revoked with the user's consent; a later consent does not restore it.
    task.delegationId().ifPresent(id -> claims.put("delegation_ids", List.of(id)));
    claims.put("jit", true);
    claims.put("jit_request_id", request.id());
    if (!request.wanted().details().isEmpty()) {
      claims.put("authorization_details", request.wanted().details());
    }
    claims.put("grant_id", task.id()); // the token is revoked with the task
    return claims;
  }
}
