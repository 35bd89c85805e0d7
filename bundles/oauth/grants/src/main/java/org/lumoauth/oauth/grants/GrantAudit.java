package org.lumoauth.oauth.grants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.tenant.TenantContext;

/** Writes audit events about consents and grants. Each method returns after the event is stored. */
public final class GrantAudit {

  private final AuditLog log;

  public GrantAudit(AuditLog log) {
    this.log = log;
  }

  void recordConsent(TenantContext tenant, String action, Consent consent, String message) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action,
            AuditOutcome.SUCCESS,
            consent.subject(),
            List.of(),
            Optional.of(new AuditTarget("consent", consent.id(), Optional.empty())),
            message,
            Optional.empty(),
            Map.of(
                "client_id", consent.clientId(),
                "scope", List.copyOf(new TreeSet<>(consent.scope())))));
  }

  /** Records that access was revoked, with a consent or without one. */
  void recordRevoked(
      TenantContext tenant,
      String action,
      SubjectRef subject,
      String clientId,
      Optional<Consent> consent,
      AuditInitiator by) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("client_id", clientId);
    details.put("user", subject.id());
    consent.ifPresent(known -> details.put("scope", List.copyOf(new TreeSet<>(known.scope()))));
    log.record(
        tenant.id(),
        by.auditEvent(
            action,
            consent
                .map(known -> new AuditTarget("consent", known.id(), Optional.empty()))
                .orElseGet(() -> new AuditTarget("client", clientId, Optional.empty())),
            "A client's access was revoked.",
            details));
  }

  /** Records that an administrator revoked grants. */
  public void recordEnded(TenantContext tenant, AuditInitiator by, AuditTarget target, int grants) {
    log.record(
        tenant.id(),
        by.auditEvent(
            "grants.revoked",
            target,
            "Grants and the tokens issued from them were revoked.",
            Map.of("grants", grants)));
  }
}
