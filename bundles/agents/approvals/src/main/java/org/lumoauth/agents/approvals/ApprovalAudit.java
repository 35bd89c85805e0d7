/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records requests, answers and uses of approvals. Each call returns when the record is durable.
 */
@Component(service = ApprovalAudit.class)
public final class ApprovalAudit {

  private final AuditLog log;

  @Activate
  public ApprovalAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Refuses an operation that could not be recorded. */
  public void requireWritable() {
    log.requireWritable();
  }

  void recordRequest(TenantContext tenant, Approval approval, AuditInitiator by) {
    record(
        tenant,
        approval,
        by,
        "approval.requested",
        AuditOutcome.SUCCESS,
        "Approval was requested.");
  }

  void recordAnswer(
      TenantContext tenant,
      Approval approval,
      boolean yes,
      SubjectRef rightOf,
      Set<SubjectRef> gone,
      AuditInitiator by) {
    Map<String, Object> details = details(approval);
    if (!gone.isEmpty()) {
      details.put("not_counted", gone.stream().map(SubjectRef::toString).sorted().toList());
    }
    if (!rightOf.equals(by.actor())) {
      details.put("in_place_of", rightOf.toString());
    }
    record(
        tenant,
        approval,
        by,
        yes ? "approval.approved" : "approval.denied",
        AuditOutcome.SUCCESS,
        yes ? "The request was approved." : "The request was denied.",
        details);
  }

  /** Records an answer from a subject without the right to answer. */
  void recordRefusal(TenantContext tenant, Approval approval, AuditInitiator by) {
    record(
        tenant,
        approval,
        by,
        "approval.answer_refused",
        AuditOutcome.DENIED,
        "The subject is not an approver of this request.");
  }

  /** Records an attempt to use an approval for another operation, or a second time. */
  void recordRejectedUse(TenantContext tenant, Approval approval, String why, AuditInitiator by) {
    Map<String, Object> details = details(approval);
    details.put("reason", why);
    record(
        tenant,
        approval,
        by,
        "approval.use_refused",
        AuditOutcome.DENIED,
        "The approval does not cover this operation.",
        details);
  }

  void recordUse(TenantContext tenant, Approval approval, AuditInitiator by) {
    record(tenant, approval, by, "approval.used", AuditOutcome.SUCCESS, "The approval was used.");
  }

  void recordWithdrawal(TenantContext tenant, Approval approval, String why, AuditInitiator by) {
    Map<String, Object> details = details(approval);
    if (!why.isEmpty()) {
      details.put("reason", why);
    }
    record(
        tenant,
        approval,
        by,
        "approval.withdrawn",
        AuditOutcome.SUCCESS,
        why.isEmpty() ? "The request was withdrawn." : "A participant was disabled.",
        details);
  }

  /** Records that the request expired without an answer. */
  public void recordExpiry(TenantContext tenant, Approval approval) {
    record(
        tenant,
        approval,
        AuditInitiator.server("approvals"),
        "approval.expired",
        AuditOutcome.SUCCESS,
        "The request expired without an answer.");
  }

  /** Records a change of a tenant's approver rules or of a delegate. */
  public void recordChange(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      String message,
      Map<String, Object> now) {
    log.record(tenant.id(), by.auditEvent(action, message).withDetails(now));
  }

  private void record(
      TenantContext tenant,
      Approval approval,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      String message) {
    record(tenant, approval, by, action, outcome, message, details(approval));
  }

  private void record(
      TenantContext tenant,
      Approval approval,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("approval", approval.id(), approval.request().action())
            .withOutcome(outcome)
            .withDetails(details));
  }

  private static Map<String, Object> details(Approval approval) {
    Map<String, Object> details = new HashMap<>();
    details.put("requester", approval.request().requester().toString());
    details.put("action", approval.request().action());
    details.put("risk", approval.request().risk());
    details.put("parameters_hash", approval.parametersHash());
    details.put("state", approval.state().wire());
    return details;
  }
}
