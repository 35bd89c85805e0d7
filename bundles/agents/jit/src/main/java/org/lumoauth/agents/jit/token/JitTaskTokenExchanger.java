/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exchanges an agent's token for the token of an approved request of a task, at the token endpoint.
 */
@Component(
    property = {
      "lumoauth.kind=task-exchange",
      "lumoauth.name=jit",
      "lumoauth.web.answers=task_id The task of the approved request",
      "lumoauth.web.answers=jit_request_id The approved request"
    })
public final class JitTaskTokenExchanger implements TaskTokenExchanger {

  private static final int REFUSED = 400;
  private static final int TOO_MANY = 429;
  private static final int FORBIDDEN = 403;

  private final JitAgentResolver agents;
  private final TaskAnomalyMonitor watch;
  private final JitRequestLookup requests;
  private final TaskTokenIssuer tokens;
  private final SubjectDirectory subjects;

  @Activate
  public JitTaskTokenExchanger(
      @Reference JitAgentResolver agents,
      @Reference TaskAnomalyMonitor watch,
      @Reference JitRequestLookup requests,
      @Reference TaskTokenIssuer tokens,
      @Reference SubjectDirectory subjects) {
    this.agents = agents;
    this.watch = watch;
    this.requests = requests;
    this.tokens = tokens;
    this.subjects = subjects;
  }

  @Override
  public TaskTokenResult exchange(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      VerifiedToken presented,
      String taskId) {
    try {
      return given(call(tenant, presented.toCaller(tenant, subjects)), request, taskId);
    } catch (ApiException refusal) {
      if (refusal.status() < REFUSED || refusal.status() >= TOO_MANY) {
        throw refusal;
      }
      throw OAuthException.invalidGrant(refusal.getMessage());
    }
  }

  private TaskTokenResult given(
      JitCallerContext call, AuthenticatedTokenRequest request, String taskId) {
    Agent agent = agents.require(call.tenant(), call.caller());
    if (!agent.clientId().equals(request.client().clientId())) {
      throw OAuthException.invalidGrant(
          "The subject_token does not belong to the agent of this client.");
    }
    AgentTask task = watch.requireActive(call, agent, taskId);
    TaskTokenIssuer.IssuedTaskToken made = next(call, agent, task, request);
    return new TaskTokenResult(made.token(), members(made.request()));
  }

  /**
   * Returns the first available token. A request is skipped if its token is being fetched or it
   * exceeds the agent's limits.
   */
  private TaskTokenIssuer.IssuedTaskToken next(
      JitCallerContext call, Agent agent, AgentTask task, AuthenticatedTokenRequest request) {
    Optional<ApiException> refused = Optional.empty();
    for (JitRequest approved : requests.findApproved(call.tenant(), task)) {
      try {
        return tokens.issue(call, agent, approved.id(), Optional.empty(), request.confirmation());
      } catch (ApiException refusal) {
        if (refusal.status() != FORBIDDEN) {
          throw refusal;
        }
        refused = refused.or(() -> Optional.of(refusal));
      }
    }
    throw OAuthException.invalidGrant(
        refused
            .map(ApiException::getMessage)
            .orElse(
                "The task has no approved request with an available token. Request "
                    + "permission first."));
  }

  private static Map<String, Object> members(JitRequest request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("task_id", request.taskId());
    members.put("jit_request_id", request.id());
    if (!request.wanted().details().isEmpty()) {
      members.put("authorization_details", request.wanted().details());
    }
    return members;
  }

  private static JitCallerContext call(TenantContext tenant, Caller caller) {
    SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    return new JitCallerContext(
        tenant, caller, new AuditInitiator(acting, caller.onBehalfOf(), Optional.empty()));
  }
}
