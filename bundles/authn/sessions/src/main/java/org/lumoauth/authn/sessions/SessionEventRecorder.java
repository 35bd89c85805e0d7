/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/**
 * Publishes and durably audits session events, and revokes the tokens of expired and revoked
 * sessions.
 */
@Component(service = SessionEventRecorder.class)
public final class SessionEventRecorder {
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

  /** Records the start of a session, with further events. */
  void recordStart(TenantContext tenant, Session session, List<AuditEvent> more) {
    record(
        tenant,
        event("session.started", session, "A session was started.", ownInitiator(session)),
        more);
  }

  /** Records that a session continues with a new secret, with further events. */
  void recordRenewal(TenantContext tenant, Session session, List<AuditEvent> more) {
    events.publish(new DomainEvent(RENEWED, tenant.id(), session.id()));
    record(
        tenant,
        event(RENEWED, session, "A user authenticated again in a session.", ownInitiator(session)),
        more);
  }

  /** Prepares the event {@code session.ended} for a session. */
  OutboxEvents endEvent(String tenantId, String sessionId) {
    return events.prepare(new DomainEvent(DomainEvent.SESSION_ENDED, tenantId, sessionId));
  }

  /**
   * Records that a session has expired or was revoked. For a tenant that is not served, only the
   * event is published, because none of its tokens are accepted.
   */
  void recordEnd(TenantContext tenant, Session session, OutboxEvents told, AuditInitiator by) {
    tokens.revokeAll(tenant, new SubjectRef("session", session.id()));
    told.publish();
    record(tenant, event("session.ended", session, "A session was ended.", by), List.of());
  }

  static AuditInitiator ownInitiator(Session session) {
    return AuditInitiator.of(session.subject());
  }

  private void record(TenantContext tenant, AuditEvent first, List<AuditEvent> more) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(more);
    audit.recordAll(tenant.id(), all);
  }

  private static AuditEvent event(
      String action, Session session, String message, AuditInitiator by) {
    return by.auditEvent(action, message)
        .withTarget("session", session.id())
        .withDetails(
            Map.of(
                "user", session.subject().id(),
                "acr", session.acr(),
                "amr", List.copyOf(new TreeSet<>(session.amr())),
                "remembered", session.remembered(),
                "remoteAddress", session.remoteAddress()));
  }
}
