/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handles answers over the API from people with the permission {@code jit.approve}. */
@Component(service = JitApprovalService.class)
public final class JitApprovalService {

  private static final Set<String> APPROVE = Set.of("ttl", "notes", "agent_message");
  private static final Set<String> DENY = Set.of("reason", "agent_message");
  private static final int LEAST_SECONDS = 60;
  private static final int MAX_NOTES = 2_000;
  private static final int MAX_MESSAGE = 500;

  private final JitRequestLookup requests;
  private final PendingJitRequestQuery waiting;
  private final AgentTaskLifecycleService tasks;
  private final ApprovalService approvals;
  private final SubjectDirectory subjects;

  @Activate
  public JitApprovalService(
      @Reference JitRequestLookup requests,
      @Reference JitRequestStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference ApprovalService approvals,
      @Reference SubjectDirectory subjects) {
    this.requests = requests;
    this.waiting = new PendingJitRequestQuery(store, tasks, approvals, subjects);
    this.tasks = tasks;
    this.approvals = approvals;
    this.subjects = subjects;
  }

  Map<String, Object> approve(HttpExchange exchange, String requestId, Map<String, Object> body) {
    exchange.require(SystemPermissions.JIT_APPROVE);
    person(exchange);
    Map<String, Object> sent = body == null ? Map.of() : body;
    var members = JsonObjectMemberReader.of(sent, APPROVE);
    var answer =
        new ApprovalAnswer(
            true,
            members.text("notes", MAX_NOTES),
            members.text("agent_message", MAX_MESSAGE),
            ttl(sent.get("ttl")));
    return answer(exchange, requestId, answer);
  }

  Map<String, Object> deny(HttpExchange exchange, String requestId, Map<String, Object> body) {
    exchange.require(SystemPermissions.JIT_APPROVE);
    person(exchange);
    var members = JsonObjectMemberReader.of(body == null ? Map.of() : body, DENY);
    var answer =
        new ApprovalAnswer(
            false,
            members.text("reason", MAX_NOTES),
            members.text("agent_message", MAX_MESSAGE),
            Optional.empty());
    return answer(exchange, requestId, answer);
  }

  Map<String, Object> pending(HttpExchange exchange, PageRequest asked) {
    exchange.require(SystemPermissions.JIT_APPROVE);
    TenantContext tenant = exchange.tenant();
    Page<Map<String, Object>> page =
        waiting.of(tenant, exchange.caller(), asked).map(request -> row(tenant, request));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("pending_requests", page.items());
    view.put("count", page.items().size());
    view.put("data", page.items());
    view.put("pagination", ListResponseBody.of(page, "jit_requests").pagination());
    return view;
  }

  private Map<String, Object> answer(
      HttpExchange exchange, String requestId, ApprovalAnswer answer) {
    JitCallerContext call = JitCallerContext.of(exchange);
    SubjectRef who = person(exchange);
    JitRequest request =
        requests
            .find(call.tenant(), requestId)
            .orElseThrow(() -> ApiException.notFound("The permission request was not found."));
    String approvalId =
        request
            .approvalId()
            .orElseThrow(
                () ->
                    new ApiException(
                        409,
                        "already_answered",
                        "The request was decided without an approver and cannot be answered."));
    approvals.answer(call.tenant(), approvalId, who, answer, call.by());
    JitRequest after = requests.find(call.tenant(), requestId).orElseThrow();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("request_id", after.id());
    view.put("status", after.status().wire());
    if (after.status() == JitRequest.JitRequestStatus.APPROVED) {
      view.put("granted_ttl", after.ttlSeconds());
    }
    return view;
  }

  /** Returns the answering person. Agents that act for a person and API keys cannot answer. */
  private static SubjectRef person(HttpExchange exchange) {
    var caller = exchange.caller();
    if (!caller.subject().type().equals(SubjectRef.USER) || !caller.actors().isEmpty()) {
      throw new ApiException(
          403, "not_an_approver", "A person must answer, with their own sign-in.");
    }
    return caller.subject();
  }

  private Map<String, Object> row(TenantContext tenant, JitRequest request) {
    AgentTask task = tasks.find(tenant, request.taskId());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("request_id", request.id());
    row.put("approval_id", request.approvalId().orElse(null));
    row.put("agent_id", request.agentId());
    row.put(
        "agent_name",
        subjects.displayName(tenant, new SubjectRef(SubjectRef.AGENT, request.agentId())));
    row.put("task_id", task.id());
    row.put("task_name", task.name());
    row.put("on_behalf_of", task.userId().orElse(null));
    row.put("risk_level", request.risk().wire());
    row.put("authorization_details", request.wanted().details());
    row.put("required_scopes", request.wanted().scopes().stream().sorted().toList());
    row.put("justification", request.justification());
    row.put("requested_ttl", request.ttlSeconds());
    row.put("created_at", request.createdAt().toString());
    row.put("expires_at", request.expiresAt().toString());
    return row;
  }

  private static Optional<Duration> ttl(@Nullable Object sent) {
    if (sent == null) {
      return Optional.empty();
    }
    if (!(sent instanceof Integer seconds)
        || seconds < LEAST_SECONDS
        || seconds > JitSettings.MOST_TTL) {
      throw ApiException.invalid(
          "ttl",
          "`ttl` must be a number from " + LEAST_SECONDS + " to " + JitSettings.MOST_TTL + ".");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
