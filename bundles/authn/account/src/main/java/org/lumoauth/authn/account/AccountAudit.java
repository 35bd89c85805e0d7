package org.lumoauth.authn.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records what people do to their own account, with the request: the modules that keep the things
 * record the change itself.
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

  /**
   * Returns when it is durable.
   *
   * @param target what was changed
   */
  void record(
      Exchange exchange,
      Session session,
      String action,
      Outcome outcome,
      Target target,
      String message) {
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            action,
            outcome,
            session.subject(),
            List.of(),
            Optional.of(target),
            message,
            Optional.of(exchange.requestInfo()),
            Map.of("session_id", session.id())));
  }

  /** The account as a target. */
  static Target account(Session session) {
    return new Target(session.subject().type(), session.subject().id(), Optional.empty());
  }
}
