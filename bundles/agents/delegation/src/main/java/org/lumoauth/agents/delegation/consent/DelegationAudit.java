package org.lumoauth.agents.delegation.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records granted and revoked delegations. Returns when the record is durable. */
final class DelegationAudit {

  private final AuditLog log;

  DelegationAudit(AuditLog log) {
    this.log = log;
  }

  void requireWritable() {
    log.requireWritable();
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      StoredDelegation delegation,
      String message) {
    log.record(
        tenant.id(),
        by.auditEvent(
            action,
            new AuditTarget("delegation", delegation.id(), Optional.empty()),
            message,
            Map.of(
                "user", delegation.user().toString(),
                "agent", "agent:" + delegation.agentId(),
                "scope", List.copyOf(new TreeSet<>(delegation.scope())),
                "expires_at", delegation.expiresAt().toString())));
  }
}
