package org.lumoauth.authn.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of sessions: the other modules at once, the audit log durably, and ends their tokens. */
@Component(service = SessionEventRecorder.class)
public final class SessionEventRecorder {
  static final String ENDED = "session.ended";
  static final String RENEWED = "session.renewed";

  private final AuditLog audit;
  private final DomainEventPublisher events;
  private final TokenService tokens;

  @Activate
  public SessionEventRecorder(
      @Reference AuditLog audit,
      @Reference DomainEventPublisher events,
      @Reference TokenService tokens) {
    this.audit = audit;
    this.events = events;
    this.tokens = tokens;
  }

  /** A session has begun, and what else is recorded of that. */
  void recordStart(TenantContext tenant, Session session, List<AuditEvent> more) {
    record(
        tenant,
        event("session.started", session, "Somebody was signed in.", ownInitiator(session)),
        more);
  }

  /** A session goes on under a new secret, and what else is recorded of that. */
  void recordRenewal(TenantContext tenant, Session session, List<AuditEvent> more) {
    events.publish(new DomainEvent(RENEWED, tenant.id(), session.id()));
    record(
        tenant,
        event(RENEWED, session, "Somebody proved again who they are.", ownInitiator(session)),
        more);
  }

  /** Prepares to tell of the end of a session. */
  OutboxEvents endEvent(String tenantId, String sessionId) {
    return events.prepare(new DomainEvent(ENDED, tenantId, sessionId));
  }

  /**
   * A session has ended. Of a tenant that is not served there is no more to do than to tell it:
   * nothing of it is taken by anybody.
   */
  void recordEnd(TenantContext tenant, Session session, OutboxEvents told, AuditInitiator by) {
    tokens.revokeAll(tenant, new SubjectRef("session", session.id()));
    told.publish();
    record(tenant, event(ENDED, session, "A session was ended.", by), List.of());
  }

  static AuditInitiator ownInitiator(Session session) {
    return new AuditInitiator(session.subject(), List.of(), Optional.empty());
  }

  private void record(TenantContext tenant, AuditEvent first, List<AuditEvent> more) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(more);
    audit.recordAll(tenant.id(), all);
  }

  private static AuditEvent event(
      String action, Session session, String message, AuditInitiator by) {
    return by.auditEvent(
        action,
        new AuditEvent.AuditTarget("session", session.id(), Optional.empty()),
        message,
        Map.of(
            "user", session.subject().id(),
            "acr", session.acr(),
            "amr", List.copyOf(new TreeSet<>(session.amr())),
            "remembered", session.remembered(),
            "remoteAddress", session.remoteAddress()));
  }
}
