package org.lumoauth.authn.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records users' changes to their own account in the audit log: one record per operation. The
 * modules that store the data write the record with the request; operations that reach no other
 * module are recorded here.
 */
@Component(service = AccountAudit.class)
public final class AccountAudit {

  private final AuditLog log;

  @Activate
  public AccountAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Rejects an operation that could not be recorded. */
  void requireWritable() {
    log.requireWritable();
  }

  /** Returns the initiator with its request. */
  static AuditInitiator by(HttpExchange exchange, Session session) {
    return AuditInitiator.of(session.subject(), exchange.requestInfo());
  }

  /** Records that an account operation was rejected. Returns when the record is durable. */
  void denied(HttpExchange exchange, Session session, String action, String message) {
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            action,
            AuditOutcome.DENIED,
            session.subject(),
            List.of(),
            Optional.of(
                new AuditTarget(
                    session.subject().type(), session.subject().id(), Optional.empty())),
            message,
            Optional.of(exchange.requestInfo()),
            Map.of("session_id", session.id())));
  }
}
