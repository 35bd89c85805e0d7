package org.lumoauth.agents.aauthperson.pending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what people answered agents. Returns when that is durable. */
@Component(service = InteractionAudit.class)
public final class InteractionAudit {

  private final AuditLog log;

  @Activate
  public InteractionAudit(@Reference AuditLog log) {
    this.log = log;
  }

  void answered(Exchange exchange, Session session, Question asked, boolean allowed) {
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            allowed ? "aauth_person.request.allowed" : "aauth_person.request.denied",
            allowed ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.DENIED,
            session.subject(),
            List.of(),
            Optional.of(new AuditEvent.Target("aauth_agent", asked.agent(), Optional.empty())),
            "A person answered an agent.",
            Optional.of(exchange.requestInfo()),
            Map.of(
                "what", asked.what(),
                "first", asked.first(),
                "via", asked.via(),
                "sub_agent", asked.subAgent(),
                "provider", asked.provider(),
                "resource", asked.resource(),
                "scope", asked.scope())));
  }
}
