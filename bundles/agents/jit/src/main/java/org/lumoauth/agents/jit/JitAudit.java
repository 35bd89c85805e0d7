/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.TaskAnomaly;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records requests, grants and ends of tasks. Each call returns when the record is durable. */
@Component(service = JitAudit.class)
public final class JitAudit {

  private final AuditLog log;

  @Activate
  public JitAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Refuses an operation that could not be recorded. */
  public void requireWritable() {
    log.requireWritable();
  }

  public void task(
      TenantContext tenant,
      AgentTask task,
      AuditInitiator by,
      String action,
      String message,
      String detail) {
    Map<String, Object> details = new HashMap<>();
    details.put("agent_id", task.agentId());
    details.put("caep_session_id", task.subject());
    task.parentId().ifPresent(id -> details.put("parent_task_id", id));
    task.userId().ifPresent(id -> details.put("on_behalf_of", id));
    if (!detail.isEmpty()) {
      details.put("detail", detail);
    }
    record(
        tenant,
        by,
        task.userId(),
        action,
        AuditOutcome.SUCCESS,
        new AuditTarget("jit_task", task.id(), Optional.of(task.name())),
        message,
        details);
  }

  public void anomaly(
      TenantContext tenant,
      AgentTask task,
      AuditInitiator by,
      TaskAnomaly what,
      Map<String, Object> more) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("agent_id", task.agentId());
    details.put("kind", what.wire());
    record(
        tenant,
        by,
        task.userId(),
        "jit.anomaly",
        AuditOutcome.DENIED,
        new AuditTarget("jit_task", task.id(), Optional.of(task.name())),
        what.message(),
        details);
  }

  public void request(
      TenantContext tenant,
      AgentTask task,
      JitRequest request,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      String message) {
    request(tenant, task, request, by, action, outcome, message, Map.of());
  }

  /** Records an operation on a request, with further details. */
  public void request(
      TenantContext tenant,
      AgentTask task,
      JitRequest request,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      String message,
      Map<String, Object> more) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("agent_id", request.agentId());
    details.put("task_id", request.taskId());
    details.put("risk_level", request.risk().wire());
    details.put("status", request.status().wire());
    details.put("wanted", request.wanted().json());
    request.approvalId().ifPresent(id -> details.put("approval_id", id));
    task.userId().ifPresent(id -> details.put("on_behalf_of", id));
    record(
        tenant,
        by,
        task.userId(),
        action,
        outcome,
        new AuditTarget("jit_request", request.id(), Optional.empty()),
        message,
        details);
  }

  public void rules(TenantContext tenant, AuditInitiator by, Map<String, Object> details) {
    record(
        tenant,
        by,
        Optional.empty(),
        "jit_rules.updated",
        AuditOutcome.SUCCESS,
        new AuditTarget("jit_rules", tenant.id(), Optional.empty()),
        "The risk rules were updated.",
        details);
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      Optional<String> userId,
      String action,
      AuditOutcome outcome,
      AuditTarget target,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditInitiator(by.actor(), principals(by, userId), by.request())
            .auditEvent(action, target, message, details)
            .withOutcome(outcome));
  }

  /**
   * Returns the principals of a record. The user of the task is the outermost one, regardless of
   * the agent's token.
   */
  private static List<SubjectRef> principals(AuditInitiator by, Optional<String> userId) {
    List<SubjectRef> principals = new ArrayList<>(by.onBehalfOf());
    userId
        .map(id -> new SubjectRef(SubjectRef.USER, id))
        .filter(user -> !by.actor().equals(user) && !principals.contains(user))
        .ifPresent(principals::add);
    return principals;
  }
}
