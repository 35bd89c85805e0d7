package org.lumoauth.agents.approvals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what was asked, answered and used. Each call returns when the record is durable. */
@Component(service = ApprovalAudit.class)
public final class ApprovalAudit {

  private final AuditLog log;

  @Activate
  public ApprovalAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Refuses to begin what could not be recorded. */
  public void requireWritable() {
    log.requireWritable();
  }

  void asked(TenantContext tenant, Approval approval, Initiator by) {
    record(tenant, approval, by, "approval.requested", Outcome.SUCCESS, "People were asked.");
  }

  void answered(
      TenantContext tenant,
      Approval approval,
      boolean yes,
      SubjectRef rightOf,
      Set<SubjectRef> gone,
      Initiator by) {
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
        Outcome.SUCCESS,
        yes ? "Somebody agreed." : "Somebody said no.",
        details);
  }

  /** Somebody tried to answer who may not. */
  void refused(TenantContext tenant, Approval approval, Initiator by) {
    record(tenant, approval, by, "approval.answer_refused", Outcome.DENIED, "No approver of this.");
  }

  /** Something else was to be done than was approved, or it was to be done again. */
  void notUsed(TenantContext tenant, Approval approval, String why, Initiator by) {
    Map<String, Object> details = details(approval);
    details.put("reason", why);
    record(
        tenant,
        approval,
        by,
        "approval.use_refused",
        Outcome.DENIED,
        "The approval does not hold for this.",
        details);
  }

  void used(TenantContext tenant, Approval approval, Initiator by) {
    record(tenant, approval, by, "approval.used", Outcome.SUCCESS, "The approval was used.");
  }

  void withdrawn(TenantContext tenant, Approval approval, String why, Initiator by) {
    Map<String, Object> details = details(approval);
    if (!why.isEmpty()) {
      details.put("reason", why);
    }
    record(
        tenant,
        approval,
        by,
        "approval.withdrawn",
        Outcome.SUCCESS,
        why.isEmpty() ? "It was taken back." : "Somebody who takes part was stopped.",
        details);
  }

  /** Nobody answered in time. */
  public void expired(TenantContext tenant, Approval approval) {
    record(
        tenant,
        approval,
        Initiator.server("approvals"),
        "approval.expired",
        Outcome.SUCCESS,
        "Nobody answered in time.");
  }

  /** A tenant's rules, or somebody's stand-in, were changed. */
  public void changed(
      TenantContext tenant, Initiator by, String action, String message, Map<String, Object> now) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action,
            Outcome.SUCCESS,
            by.actor(),
            by.onBehalfOf(),
            Optional.empty(),
            message,
            by.request(),
            now));
  }

  private void record(
      TenantContext tenant,
      Approval approval,
      Initiator by,
      String action,
      Outcome outcome,
      String message) {
    record(tenant, approval, by, action, outcome, message, details(approval));
  }

  private void record(
      TenantContext tenant,
      Approval approval,
      Initiator by,
      String action,
      Outcome outcome,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action,
            outcome,
            by.actor(),
            by.onBehalfOf(),
            Optional.of(
                new Target("approval", approval.id(), Optional.of(approval.asked().action()))),
            message,
            by.request(),
            details));
  }

  private static Map<String, Object> details(Approval approval) {
    Map<String, Object> details = new HashMap<>();
    details.put("requester", approval.asked().requester().toString());
    details.put("action", approval.asked().action());
    details.put("risk", approval.asked().risk());
    details.put("parameters_hash", approval.parametersHash());
    details.put("state", approval.state().wire());
    return details;
  }
}
