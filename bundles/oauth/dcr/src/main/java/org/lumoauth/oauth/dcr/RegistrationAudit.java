package org.lumoauth.oauth.dcr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records what was refused; what was done the registrations themselves record. Who shows nothing
 * that holds is slowed down first: each refusal is a record.
 */
@Component(service = RegistrationAudit.class)
public final class RegistrationAudit {

  private static final int UNAUTHENTICATED = 401;

  private final AuditLog log;
  private final UnprovenRefusals refusals;

  @Activate
  public RegistrationAudit(@Reference AuditLog log, @Reference UnprovenRefusals refusals) {
    this.log = log;
    this.refusals = refusals;
  }

  /**
   * Returns when the record is durable.
   *
   * @param clientId which client was to be seen or changed
   * @throws org.lumoauth.api.web.Problem 429 {@code rate_limit_exceeded}, to be answered in place
   *     of the refusal, which is not recorded then
   */
  void refused(Exchange exchange, SubjectRef who, Optional<String> clientId, OAuthError refusal) {
    String error = refusal.code();
    if (refusal.status() == UNAUTHENTICATED) {
      refusals.count(exchange);
    }
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            "client-registration.denied",
            Outcome.DENIED,
            who,
            List.of(),
            clientId.map(id -> new Target("client", id, Optional.empty())),
            "A client's registration was refused: " + error + ".",
            Optional.of(exchange.requestInfo()),
            Map.of("error", error)));
  }
}
