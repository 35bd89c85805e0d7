package org.lumoauth.oauth.clients;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records changes of clients in the audit log, without secrets. */
final class ClientAudit {

  private final AuditLog log;

  ClientAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      RegisteredClient client,
      String message,
      Map<String, Object> details) {
    var target =
        new AuditTarget("client", client.clientId(), Optional.of(client.settings().name()));
    log.record(tenant.id(), by.auditEvent(action, target, message, details));
  }
}
