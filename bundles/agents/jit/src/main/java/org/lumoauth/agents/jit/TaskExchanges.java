package org.lumoauth.agents.jit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.TaskExchange;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The token of a task's approved request at the token endpoint, for agents that exchange. */
@Component(
    property = {
      "lumoauth.kind=task-exchange",
      "lumoauth.name=jit",
      "lumoauth.web.answers=task_id The task that it was approved in",
      "lumoauth.web.answers=jit_request_id The request that was approved"
    })
public final class TaskExchanges implements TaskExchange {

  private static final int REFUSED = 400;
  private static final int TOO_MANY = 429;
  private static final int FORBIDDEN = 403;

  private final ActingAgents agents;
  private final TaskWatch watch;
  private final OnBehalf onBehalf;
  private final Requests requests;
  private final Tokens tokens;
  private final Subjects subjects;

  @Activate
  public TaskExchanges(
      @Reference ActingAgents agents,
      @Reference TaskWatch watch,
      @Reference OnBehalf onBehalf,
      @Reference Requests requests,
      @Reference Tokens tokens,
      @Reference Subjects subjects) {
    this.agents = agents;
    this.watch = watch;
    this.onBehalf = onBehalf;
    this.requests = requests;
    this.tokens = tokens;
    this.subjects = subjects;
  }

  @Override
  public Given exchange(
      TenantContext tenant, GrantRequest request, VerifiedToken presented, String taskId) {
    try {
      return given(call(tenant, presented.caller(tenant, subjects)), request, taskId);
    } catch (Problem refusal) {
      if (refusal.status() < REFUSED || refusal.status() >= TOO_MANY) {
        throw refusal;
      }
      throw OAuthError.invalidGrant(refusal.getMessage());
    }
  }

  private Given given(Call call, GrantRequest request, String taskId) {
    Agent agent = agents.require(call.tenant(), call.caller());
    if (!agent.clientId().equals(request.client().clientId())) {
      throw OAuthError.invalidGrant("The subject_token is not of the agent that this client is.");
    }
    Task task = watch.requireActive(call.tenant(), agent, taskId, call.by());
    onBehalf.requireIn(call, task.userId());
    Tokens.Made made = next(call, agent, task, request);
    return new Given(made.token(), members(made.request()));
  }

  /** The first that can be had: one may be fetched just now, or be beyond what the agent may. */
  private Tokens.Made next(Call call, Agent agent, Task task, GrantRequest request) {
    Optional<Problem> refused = Optional.empty();
    for (Request approved : requests.approved(call.tenant(), task)) {
      try {
        return tokens.make(call, agent, approved.id(), Optional.empty(), request.confirmation());
      } catch (Problem refusal) {
        if (refusal.status() != FORBIDDEN) {
          throw refusal;
        }
        refused = refused.or(() -> Optional.of(refusal));
      }
    }
    throw OAuthError.invalidGrant(
        refused.map(Problem::getMessage).orElse("Nothing in this task is approved now."));
  }

  private static Map<String, Object> members(Request request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("task_id", request.taskId());
    members.put("jit_request_id", request.id());
    if (!request.wanted().details().isEmpty()) {
      members.put("authorization_details", request.wanted().details());
    }
    return members;
  }

  private static Call call(TenantContext tenant, Caller caller) {
    SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    return new Call(tenant, caller, new Initiator(acting, caller.onBehalfOf(), Optional.empty()));
  }
}
