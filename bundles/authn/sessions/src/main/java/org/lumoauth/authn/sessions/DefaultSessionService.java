/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins, finds and revokes sessions. A revoked session is rejected at its next use. */
@Component(service = {SessionService.class, DefaultSessionService.class})
public final class DefaultSessionService implements SessionService {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SessionStore store;
  private final SubjectDirectory subjects;
  private final BaseUrlProvider base;
  private final InstantSource clock;
  private final SessionCache memory = new SessionCache();
  private final SessionLookup known;
  private final SessionStarter starts;
  private final SessionTerminator ends;
  private final SessionCsrfTokenService forms;

  @Activate
  public DefaultSessionService(
      @Reference SessionStore store,
      @Reference SessionEventRecorder journal,
      @Reference SecretProtectionService vault,
      @Reference IdGenerator identifiers,
      @Reference SettingsStore settings,
      @Reference SubjectDirectory subjects,
      @Reference BaseUrlProvider base,
      @Reference InstantSource clock) {
    this.store = store;
    this.subjects = subjects;
    this.base = base;
    this.clock = () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
    this.known = new SessionLookup(store, memory, vault, base, this.clock);
    this.ends = new SessionTerminator(store, memory, journal, this.clock);
    this.starts =
        new SessionStarter(
            store,
            memory,
            journal,
            known,
            ends,
            new StoredSessionFactory(vault, identifiers, this.clock),
            settings,
            base);
    this.forms = new SessionCsrfTokenService(vault);
  }

  @Override
  public Optional<Session> findCurrent(TenantContext tenant, HttpRequestView request) {
    return known
        .findByCookie(tenant, request)
        .filter(stored -> enabled(tenant, stored.session().subject()))
        .map(stored -> known.recordSeen(tenant, stored).toSession());
  }

  @Override
  public StartedSession begin(TenantContext tenant, NewSession session, HttpRequestView request) {
    return starts.begin(tenant, session, request, begun -> List.of());
  }

  @Override
  public StartedSession begin(
      TenantContext tenant,
      NewSession session,
      HttpRequestView request,
      Function<Session, AuditEvent> proof) {
    return starts.begin(tenant, session, request, begun -> List.of(proof.apply(begun)));
  }

  @Override
  public Optional<Session> find(TenantContext tenant, String sessionId) {
    return known.findById(tenant, sessionId).map(StoredSession::toSession);
  }

  @Override
  public List<Session> list(TenantContext tenant, SubjectRef subject) {
    return store.findActive(tenant.id(), subject, clock.instant()).stream()
        .map(StoredSession::toSession)
        .toList();
  }

  @Override
  public void end(TenantContext tenant, String sessionId) {
    store
        .find(tenant.id(), sessionId)
        .ifPresent(
            stored -> end(tenant, sessionId, SessionEventRecorder.ownInitiator(stored.session())));
  }

  @Override
  public int endAll(TenantContext tenant, SubjectRef subject, Optional<String> butSessionId) {
    return endAll(tenant, subject, butSessionId, AuditInitiator.of(subject));
  }

  @Override
  public int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, AuditInitiator by) {
    return ends.endAll(tenant, subject, butSessionId, by);
  }

  /** Revokes every session of the tenant. Returns the number of revoked sessions. */
  public int endAll(TenantContext tenant, AuditInitiator by) {
    return ends.endAll(tenant, by);
  }

  @Override
  public boolean end(TenantContext tenant, String sessionId, AuditInitiator by) {
    return ends.end(tenant, sessionId, by);
  }

  /** Returns the terminator for sessions of other users. */
  SessionTerminator terminator() {
    return ends;
  }

  @Override
  public void preserveDuringPasswordChange(TenantContext tenant, String sessionId) {
    store.spareUntil(tenant.id(), sessionId, clock.instant().plus(KEPT));
  }

  @Override
  public String clearCookie(TenantContext tenant) {
    return SessionCookie.clearingHeader(base, tenant);
  }

  @Override
  public String createFormToken(TenantContext tenant, Session session, String purpose) {
    return forms.of(tenant, session, purpose);
  }

  @Override
  public boolean isFormTokenValid(
      TenantContext tenant, Session session, String purpose, String token) {
    return forms.isValid(tenant, session, purpose, token);
  }

  /**
   * Returns a page of the stored sessions, including expired and revoked sessions, the newest first
   * by default.
   *
   * @param searched the id of a subject; its sessions also match the search
   */
  public Page<StoredSession> list(
      TenantContext tenant,
      Optional<SubjectRef> subject,
      Optional<String> searched,
      PageRequest page) {
    return store.pages().list(tenant.id(), subject, searched, page);
  }

  /** Returns the number of stored sessions. */
  public long countStored(TenantContext tenant) {
    return store.pages().count(tenant.id(), clock.instant()).total();
  }

  /** Returns the number of active sessions. */
  public long countActive(TenantContext tenant) {
    return store.pages().count(tenant.id(), clock.instant()).active();
  }

  /** Returns the session with this id, even if it is expired or revoked. */
  public Optional<StoredSession> findStored(TenantContext tenant, String sessionId) {
    return store.find(tenant.id(), sessionId);
  }

  /** Returns whether a session is active now. */
  public boolean isActive(StoredSession stored) {
    return stored.isActive(clock.instant());
  }

  /** Removes a session from the cache. */
  void forget(String tenantId, String sessionId) {
    memory.forget(tenantId, sessionId);
  }

  /** Removes a tenant's sessions from the cache. */
  void forgetAll(String tenantId) {
    memory.forgetAll(tenantId);
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }
}
