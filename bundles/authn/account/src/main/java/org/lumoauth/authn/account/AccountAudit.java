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
 * What people do to their own account in the audit log: each act is one record. The modules that
 * keep the things write it, with the request; what they never hear of is written here.
 */
@Component(service = AccountAudit.class)
public final class AccountAudit {

  private final AuditLog log;

  @Activate
  public AccountAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Refuses to begin what could not be recorded. */
  void requireWritable() {
    log.requireWritable();
  }

  /** Who acts, and with which request. */
  static AuditInitiator by(HttpExchange exchange, Session session) {
    return AuditInitiator.of(session.subject(), exchange.requestInfo());
  }

  /** Somebody was refused what they wanted of their account. Returns when it is durable. */
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
