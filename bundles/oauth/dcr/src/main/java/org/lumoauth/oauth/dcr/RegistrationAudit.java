package org.lumoauth.oauth.dcr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what was refused; what was done the registrations themselves record. */
@Component(service = RegistrationAudit.class)
public final class RegistrationAudit {

  private final AuditLog log;

  @Activate
  public RegistrationAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Returns when the record is durable.
   *
   * @param clientId which client was to be seen or changed
   */
  void refused(Exchange exchange, SubjectRef who, Optional<String> clientId, String error) {
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
