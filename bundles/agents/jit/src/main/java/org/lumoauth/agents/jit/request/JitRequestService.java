/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.TaskAnomaly;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.agents.jit.token.TaskTokenIssuer;
import org.lumoauth.agents.jit.token.TokenBindingResolver;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handles permission requests of agents, their status and their tokens. */
@Component(service = JitRequestService.class)
public final class JitRequestService {

  private static final Set<String> NEW =
      Set.of(
          "task_id",
          "authorization_details",
          "required_scopes",
          "justification",
          "requested_ttl",
          "callback_url");
  private static final int MAX_ID = 64;
  private static final int MAX_URL = 500;
  private static final int MAX_WORDS = 2_000;

  private final JitAgentResolver agents;
  private final AgentTaskLifecycleService tasks;
  private final UserDelegationCheck onBehalf;
  private final JitRequestProcessor requests;
  private final TaskTokenIssuer tokens;
  private final JitRequestedAccessParser reader;
  private final JitCallbackNotifier callbacks;
  private final TokenBindingResolver keys;
  private final TaskAnomalyMonitor watch;

  @Activate
  public JitRequestService(
      @Reference JitAgentResolver agents,
      @Reference AgentTaskLifecycleService tasks,
      @Reference UserDelegationCheck onBehalf,
      @Reference JitRequestProcessor requests,
      @Reference TaskTokenIssuer tokens,
      @Reference JitRequestedAccessParser reader,
      @Reference JitCallbackNotifier callbacks,
      @Reference TokenBindingResolver keys,
      @Reference TaskAnomalyMonitor watch) {
    this.agents = agents;
    this.tasks = tasks;
    this.onBehalf = onBehalf;
    this.requests = requests;
    this.tokens = tokens;
    this.reader = reader;
    this.callbacks = callbacks;
    this.keys = keys;
    this.watch = watch;
  }

  public Map<String, Object> ask(JitCallerContext call, Map<String, Object> body) {
    Agent agent = agents.require(call.tenant(), call.caller());
    requests.admit(call.tenant(), agent);
    var members = JsonObjectMemberReader.of(body, NEW);
    String justification = words(body.get("justification"));
    int ttl = ttl(body.get("requested_ttl"));
    Optional<JitCallbackNotifier.CallbackTarget> callback =
        members.text("callback_url", MAX_URL).map(callbacks::read);
    JitRequestedAccess wanted =
        reader.read(
            call.tenant(), agent, body.get("authorization_details"), body.get("required_scopes"));
    AgentTask task =
        members
            .text("task_id", MAX_ID)
            .map(id -> named(call, agent, id))
            .orElseGet(() -> ownTask(call, agent, wanted));
    JitRequest request =
        requests.ask(
            call.tenant(),
            call.caller(),
            agent,
            new JitRequestProcessor.NewJitRequest(
                task,
                wanted,
                justification,
                ttl,
                callback,
                agents.askedBy(call.tenant(), call.caller())),
            call.by());
    Map<String, Object> view = made(call.tenant(), request);
    callback.ifPresent(wish -> view.put("callback_secret", wish.secret()));
    return view;
  }

  public Map<String, Object> status(JitCallerContext call, String requestId) {
    Agent agent = agents.require(call.tenant(), call.caller());
    JitRequest request = requests.require(call.tenant(), agent.id(), requestId);
    Optional<Approval> approval = requests.approvalOf(call.tenant(), request);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("request_id", request.id());
    view.put("status", request.status().wire());
    view.put("risk_level", request.risk().wire());
    view.put("task_id", request.taskId());
    if (request.status() == JitRequest.JitRequestStatus.APPROVED) {
      view.put("token_url", JitRequestViewFactory.url(call.tenant(), request, "token"));
      view.put("granted_ttl", request.ttlSeconds());
    }
    view.put(
        "has_notes",
        approval.stream()
            .flatMap(of -> of.answers().stream())
            .anyMatch(given -> given.answer().notes().isPresent()));
    view.put(
        "agent_message",
        approval.stream()
            .flatMap(of -> of.answers().stream())
            .flatMap(given -> given.answer().message().stream())
            .reduce((first, last) -> last)
            .orElse(null));
    AgentTask task = tasks.find(call.tenant(), request.taskId());
    view.put("delegation_consent_required", tasks.isConsentMissing(call.tenant(), task));
    view.put("expires_at", request.expiresAt().toString());
    return view;
  }

  /**
   * The response with a token.
   *
   * @param body the response body
   * @param headers the response headers
   */
  public record JitTokenResponse(Map<String, Object> body, Map<String, String> headers) {}

  /**
   * Returns the token of a request.
   *
   * @param request the HTTP request without its parameters: the token is bound to the keys that it
   *     proves; empty if the call does not arrive over this endpoint
   * @throws org.lumoauth.api.oauth.OAuthException for an invalid proof, as at the token endpoint
   */
  public JitTokenResponse token(
      JitCallerContext call,
      String requestId,
      Map<String, Object> body,
      Optional<OAuthRequest> request) {
    Agent agent = agents.require(call.tenant(), call.caller());
    Optional<KeyProof> proof = request.flatMap(from -> proven(call, agent, requestId, from));
    return new JitTokenResponse(
        token(call, agent, requestId, body, proof),
        proof.map(KeyProof::responseHeaders).orElse(Map.of()));
  }

  private Optional<KeyProof> proven(
      JitCallerContext call, Agent agent, String requestId, OAuthRequest from) {
    try {
      return keys.of(call.tenant(), call.caller(), reader.client(call.tenant(), agent), from);
    } catch (OAuthException refusal) {
      if (refusal.code().equals("invalid_dpop_proof")) { // a missing nonce is not an anomaly
        requests
            .find(call.tenant(), requestId)
            .filter(mine -> mine.agentId().equals(agent.id()))
            .map(JitRequest::taskId)
            .ifPresent(
                id -> watch.recordAnomaly(call.tenant(), id, TaskAnomaly.PROOF_FAILED, call.by()));
      }
      throw refusal;
    }
  }

  private Map<String, Object> token(
      JitCallerContext call,
      Agent agent,
      String requestId,
      Map<String, Object> body,
      Optional<KeyProof> proof) {
    Map<String, Object> sent = body == null ? Map.of() : body;
    JsonObjectMemberReader.of(sent, Set.of("authorization_details"));
    TaskTokenIssuer.IssuedTaskToken made =
        tokens.issue(
            call,
            agent,
            requestId,
            Optional.ofNullable(sent.get("authorization_details")),
            proof.map(KeyProof::confirmation));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("access_token", made.token().value());
    view.put("token_type", proof.map(KeyProof::tokenType).orElse("Bearer"));
    view.put(
        "expires_in",
        made.token().expiresAt().getEpochSecond() - made.token().issuedAt().getEpochSecond());
    view.put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
    if (!made.request().wanted().details().isEmpty()) {
      view.put("authorization_details", made.request().wanted().details());
    }
    if (!made.token().scope().isEmpty()) {
      view.put("scope", String.join(" ", made.token().scope().stream().sorted().toList()));
    }
    view.put("task_id", made.request().taskId());
    view.put("jit_request_id", made.request().id());
    return view;
  }

  /** Returns an active task that belongs to the user of the agent's token. */
  private AgentTask named(JitCallerContext call, Agent agent, String taskId) {
    AgentTask task = watch.requireActive(call.tenant(), agent, taskId, call.by());
    onBehalf.requireTaskUser(call, task.userId());
    return task;
  }

  /** Begins a task for a request without one, on behalf of the user of the agent's token. */
  private AgentTask ownTask(JitCallerContext call, Agent agent, JitRequestedAccess wanted) {
    var own =
        new AgentTaskLifecycleService.NewAgentTask(
            wanted.action(), Optional.of("request"), Optional.empty(), call.userId());
    return tasks.beginForRequest(call, agent, own);
  }

  private static Map<String, Object> made(TenantContext tenant, JitRequest request) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("request_id", request.id());
    view.put("status", request.status().wire());
    view.put("risk_level", request.risk().wire());
    view.put("task_id", request.taskId());
    if (request.status() == JitRequest.JitRequestStatus.APPROVED) {
      view.put("token_url", JitRequestViewFactory.url(tenant, request, "token"));
      view.put("granted_ttl", request.ttlSeconds());
    } else {
      view.put("status_url", JitRequestViewFactory.url(tenant, request, "status"));
      view.put("message", "Approvers were notified. Poll the status until there is an answer.");
    }
    view.put("expires_at", request.expiresAt().toString());
    return view;
  }

  /** Returns a text of several lines; pages escape characters that could hide content. */
  private static String words(Object sent) {
    if (sent == null) {
      return "";
    }
    if (!(sent instanceof String text) || text.length() > MAX_WORDS) {
      throw ApiException.invalid(
          "justification",
          "`justification` must be a string of at most " + MAX_WORDS + " characters.");
    }
    return text;
  }

  /** Returns the lifetime, limited to the range from the minimum to the maximum. */
  private static int ttl(Object sent) {
    if (sent == null) {
      return JitSettings.LEAST_TTL;
    }
    if (!(sent instanceof Integer seconds) || seconds < 1) {
      throw ApiException.invalid(
          "requested_ttl",
          "`requested_ttl` must be a whole number of seconds, at least 1. It is "
              + "limited to "
              + JitSettings.MOST_TTL
              + ".");
    }
    return Math.max(JitSettings.LEAST_TTL, Math.min(JitSettings.MOST_TTL, seconds));
  }
}
