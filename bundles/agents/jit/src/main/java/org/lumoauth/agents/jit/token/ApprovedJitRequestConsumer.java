/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestProcessor;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
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
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Uses up an approved permission request, and issues its single token. */
@Component(service = ApprovedJitRequestConsumer.class)
public final class ApprovedJitRequestConsumer {

  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final ApprovalService approvals;
  private final JitOptionalModuleLookup neighbours;
  private final TokenService tokens;
  private final TaskTokenLineageNotifier lineage;
  private final JitAudit audit;

  @Activate
  public ApprovedJitRequestConsumer(
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference ApprovalService approvals,
      @Reference JitOptionalModuleLookup neighbours,
      @Reference TokenService tokens,
      @Reference ProviderRegistry registry,
      @Reference JitAudit audit) {
    this.store = store;
    this.tasks = tasks;
    this.approvals = approvals;
    this.neighbours = neighbours;
    this.tokens = tokens;
    this.lineage = new TaskTokenLineageNotifier(registry, tokens);
    this.audit = audit;
  }

  @Deactivate
  void close() {
    lineage.close();
  }

  /**
   * Issues the token and uses up the request.
   *
   * @param wish the token
   * @param registry the registry that records the token
   * @throws ApiException 403 if the token was fetched, or the approved access differs; 429 if the
   *     agent's budget is exhausted; 503 if the module that records token lineage is unavailable
   */
  IssuedToken issue(
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
      audit.request(
          tenant,
          task,
          request,
          call.by(),
          "jit.token_refused",
          AuditOutcome.DENIED,
          "The token was already fetched.",
          Map.of());
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
        request
            .approvalId()
            .flatMap(id -> approvals.find(tenant, id))
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
}
