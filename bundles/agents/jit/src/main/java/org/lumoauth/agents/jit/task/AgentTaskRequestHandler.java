/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.request.JitRequestViewFactory;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages tasks for agents. */
@Component(service = AgentTaskRequestHandler.class)
public final class AgentTaskRequestHandler {

  private static final Set<String> NEW = Set.of("name", "type", "parent_task_id", "on_behalf_of");
  private static final Set<String> RESULT = Set.of("result", "notes", "suspend");
  private static final Set<String> RESULTS = Set.of("completed", "failed", "cancelled");
  private static final int MAX_NAME = 200;
  private static final int MAX_TYPE = 100;
  private static final int MAX_ID = 64;
  private static final int MAX_WHO = 255;
  private static final int MAX_NOTES = 2_000;

  private final JitAgentResolver agents;
  private final AgentTaskStarter starter;
  private final AgentTaskLifecycleService tasks;
  private final UserDelegationCheck onBehalf;
  private final JitRequestLookup requests;

  @Activate
  public AgentTaskRequestHandler(
      @Reference JitAgentResolver agents,
      @Reference AgentTaskStarter starter,
      @Reference AgentTaskLifecycleService tasks,
      @Reference UserDelegationCheck onBehalf,
      @Reference JitRequestLookup requests) {
    this.agents = agents;
    this.starter = starter;
    this.tasks = tasks;
    this.onBehalf = onBehalf;
    this.requests = requests;
  }

  public Map<String, Object> begin(JitCallerContext call, Map<String, Object> body) {
    Agent agent = agents.require(call.tenant(), call.caller());
    var members = JsonObjectMemberReader.of(body == null ? Map.of() : body, NEW);
    var wanted =
        new AgentTaskStarter.NewAgentTask(
            members.text("name", MAX_NAME).filter(name -> !name.isBlank()).orElse("Task"),
            members.text("type", MAX_TYPE),
            members.text("parent_task_id", MAX_ID),
            onBehalf.resolveUserId(call, agent, members.text("on_behalf_of", MAX_WHO)));
    AgentTask task = starter.begin(call, agent, wanted);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("task_id", task.id());
    view.put("caep_session_id", task.subject());
    view.put("expires_at", task.expiresAt().toString());
    view.put("agent_id", agent.id());
    view.put("agent", Map.of("id", agent.id(), "name", agent.name()));
    task.parentId().ifPresent(id -> view.put("parent_task_id", id));
    view.put("on_behalf_of", task.userId().orElse(null));
    return view;
  }

  public Map<String, Object> status(JitCallerContext call, String taskId) {
    Agent agent = agents.require(call.tenant(), call.caller());
    AgentTask task = tasks.require(call.tenant(), agent.id(), taskId);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("task_id", task.id());
    view.put("status", task.status().wire());
    view.put("active", task.isActive());
    view.put("expires_at", task.expiresAt().toString());
    view.put(
        "requests",
        requests.findLatest(call.tenant(), task).stream()
            .map(request -> JitRequestViewFactory.of(call.tenant(), request))
            .toList());
    return view;
  }

  Map<String, Object> complete(JitCallerContext call, String taskId) {
    Agent agent = agents.require(call.tenant(), call.caller());
    tasks.require(call.tenant(), agent.id(), taskId);
    AgentTask task =
        tasks.end(
            call.tenant(),
            taskId,
            AgentTask.AgentTaskStatus.COMPLETED,
            "reported by the agent",
            call.by());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("task_id", task.id());
    view.put("status", task.status().wire());
    view.put("completed_at", ended(task).toString());
    return view;
  }

  /** Returns the evaluation of a task, and ends it if the request has a result. */
  Map<String, Object> evaluate(HttpExchange exchange, String taskId, Map<String, Object> body) {
    JitCallerContext call = JitCallerContext.of(exchange);
    boolean stops = body != null && Boolean.TRUE.equals(body.get("suspend"));
    Optional<Agent> agent =
        stops ? Optional.empty() : Optional.of(agents.require(call.tenant(), call.caller()));
    var members = JsonObjectMemberReader.of(body == null ? Map.of() : body, RESULT);
    Optional<String> result = members.text("result", MAX_TYPE);
    String notes = members.text("notes", MAX_NOTES).orElse("");
    if (result.filter(each -> !RESULTS.contains(each)).isPresent()) {
      throw ApiException.invalid("result", "`result` must be completed, failed or cancelled.");
    }
    if (members.flag("suspend").orElse(false)) {
      exchange.require(SystemPermissions.JIT_APPROVE);
      tasks.find(call.tenant(), taskId);
      return evaluated(
          tasks.end(call.tenant(), taskId, AgentTask.AgentTaskStatus.SUSPENDED, notes, call.by()));
    }
    AgentTask task = tasks.require(call.tenant(), agent.orElseThrow().id(), taskId);
    return evaluated(
        result
            .map(name -> AgentTask.AgentTaskStatus.valueOf(name.toUpperCase(Locale.ROOT)))
            .map(status -> tasks.end(call.tenant(), taskId, status, notes, call.by()))
            .orElse(task));
  }

  /** Returns the evaluation of a task: its counters and their times. */
  static Map<String, Object> evaluated(AgentTask task) {
    List<Map<String, Object>> events = new ArrayList<>();
    if (task.denials() > 0) {
      events.add(
          event(
              "request-denied", task.denials() + " denied requests", last(task, task.deniedAt())));
    }
    if (task.anomalies() > 0) {
      events.add(
          event("anomaly", task.anomalies() + " detected anomalies", last(task, task.anomalyAt())));
    }
    if (!task.isActive()) {
      events.add(event("session-revoked", "the task is " + task.status().wire(), ended(task)));
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("task_id", task.id());
    view.put("status", task.status().wire());
    view.put("active", task.isActive());
    view.put("events", events);
    view.put("action", task.isActive() ? "continue" : "terminate");
    return view;
  }

  /**
   * Returns the time of the last occurrence, or the creation time of the task if none was recorded.
   */
  private static Instant last(AgentTask task, Optional<Instant> at) {
    return at.orElse(task.createdAt());
  }

  /** Returns when a task ended or expired. */
  private static Instant ended(AgentTask task) {
    return task.endedAt().orElse(task.expiresAt());
  }

  private static Map<String, Object> event(String type, String details, Instant at) {
    return Map.of("type", type, "details", details, "timestamp", at.toString());
  }
}
