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
import org.lumoauth.agents.jit.task.AgentTaskStarter;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handles permission requests of agents and their status. */
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
  private final AgentTaskStarter starter;
  private final JitRequestProcessor processor;
  private final JitRequestLookup requests;
  private final JitRequestedAccessParser reader;
  private final JitRequestRateLimiter rate;
  private final TaskAnomalyMonitor watch;

  @Activate
  public JitRequestService(
      @Reference JitAgentResolver agents,
      @Reference AgentTaskStarter starter,
      @Reference JitRequestProcessor processor,
      @Reference JitRequestLookup requests,
      @Reference JitRequestedAccessParser reader,
      @Reference JitRequestRateLimiter rate,
      @Reference TaskAnomalyMonitor watch) {
    this.agents = agents;
    this.starter = starter;
    this.processor = processor;
    this.requests = requests;
    this.reader = reader;
    this.rate = rate;
    this.watch = watch;
  }

  public Map<String, Object> ask(JitCallerContext call, Map<String, Object> body) {
    Agent agent = agents.require(call.tenant(), call.caller());
    rate.admit(call.tenant(), agent);
    var members = JsonObjectMemberReader.of(body, NEW);
    String justification = words(body.get("justification"));
    int ttl = ttl(body.get("requested_ttl"));
    Optional<JitCallbackNotifier.CallbackTarget> callback =
        members.text("callback_url", MAX_URL).map(processor::readCallback);
    JitRequestedAccess wanted =
        reader.read(
            call.tenant(), agent, body.get("authorization_details"), body.get("required_scopes"));
    AgentTask task =
        members
            .text("task_id", MAX_ID)
            .map(id -> watch.requireActive(call, agent, id))
            .orElseGet(() -> ownTask(call, agent, wanted));
    JitRequest request =
        processor.ask(
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
    view.put("delegation_consent_required", requests.isConsentMissing(call.tenant(), request));
    view.put("expires_at", request.expiresAt().toString());
    return view;
  }

  /** Begins a task for a request without one, on behalf of the user of the agent's token. */
  private AgentTask ownTask(JitCallerContext call, Agent agent, JitRequestedAccess wanted) {
    var own =
        new AgentTaskStarter.NewAgentTask(
            wanted.action(), Optional.of("request"), Optional.empty(), call.userId());
    return starter.beginForRequest(call, agent, own);
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
