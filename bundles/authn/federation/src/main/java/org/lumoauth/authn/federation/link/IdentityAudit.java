package org.lumoauth.authn.federation.link;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;

/** Records who was linked, and who no longer is. */
final class IdentityAudit {

  private final AuditLog log;

  IdentityAudit(AuditLog log) {
    this.log = log;
  }

  void requireWritable() {
    log.requireWritable();
  }

  void record(
      TenantContext tenant, Initiator by, String action, IdentityLink link, String message) {
    record(tenant, by, action, Outcome.SUCCESS, link, message);
  }

  void denied(
      TenantContext tenant, Initiator by, String action, IdentityLink link, String message) {
    record(tenant, by, action, Outcome.DENIED, link, message);
  }

  private void record(
      TenantContext tenant,
      Initiator by,
      String action,
      Outcome outcome,
      IdentityLink link,
      String message) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action,
            outcome,
            by.actor(),
            by.onBehalfOf(),
            Optional.of(new Target("user", link.userId(), Optional.empty())),
            message,
            by.request(),
            Map.of(
                "provider", link.provider(),
                "issuer", link.issuer(),
                "subject", link.subject(),
                "provisioned", link.provisioned())));
  }
}
