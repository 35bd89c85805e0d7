/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** In-memory sessions. The cookie {@value #COOKIE} contains the session id, unlike the real one. */
public final class FakeSessionService implements SessionService {

  /** The cookie name. */
  public static final String COOKIE = "session";

  private record FakeSessionKey(String tenantId, String sessionId) {}

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final Map<FakeSessionKey, Session> sessions = new LinkedHashMap<>();
  private final List<AuditInitiator> endedBy = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final InstantSource clock;
  private AuditLog audit = new FakeAuditLog();

  public FakeSessionService(InstantSource clock) {
    this.clock = clock;
  }

  /** Records session events in this audit log from now on. */
  public FakeSessionService recordingIn(AuditLog log) {
    audit = log;
    return this;
  }

  @Override
  public Optional<Session> findCurrent(TenantContext tenant, HttpRequestView request) {
    return request.cookie(COOKIE).flatMap(id -> find(tenant, id));
  }

  @Override
  public StartedSession begin(TenantContext tenant, NewSession session, HttpRequestView request) {
    Optional<Session> old = findCurrent(tenant, request);
    boolean same = old.map(Session::subject).equals(Optional.of(session.subject()));
    if (!same) {
      old.ifPresent(other -> end(tenant, other.id()));
    }
    Instant now = clock.instant();
    var begun =
        new Session(
            same ? old.get().id() : identifiers.next("ses_"),
            session.subject(),
            now,
            session.amr(),
            session.acr(),
            now,
            now,
            now.plusSeconds(3600),
            session.remembered(),
            request.remoteAddress(),
            request.header("User-Agent"));
    with(tenant, begun);
    return new StartedSession(begun, COOKIE + "=" + begun.id());
  }

  @Override
  public StartedSession begin(
      TenantContext tenant,
      NewSession session,
      HttpRequestView request,
      Function<Session, AuditEvent> proof) {
    var begun = begin(tenant, session, request);
    audit.record(tenant.id(), proof.apply(begun.session()));
    return begun;
  }

  /** Starts a session of a user who entered a password now. */
  public Session of(TenantContext tenant, String userId) {
    return begin(
            tenant,
            new NewSession(new SubjectRef(SubjectRef.USER, userId), Set.of("pwd"), "1", false),
            TestBuilders.aRequest().build())
        .session();
  }

  /** Adds a session. */
  public FakeSessionService with(TenantContext tenant, Session session) {
    sessions.put(new FakeSessionKey(tenant.id(), session.id()), session);
    return this;
  }

  @Override
  public Optional<Session> find(TenantContext tenant, String sessionId) {
    return Optional.ofNullable(sessions.get(new FakeSessionKey(tenant.id(), sessionId)))
        .filter(session -> clock.instant().isBefore(session.expiresAt()));
  }

  @Override
  public List<Session> list(TenantContext tenant, SubjectRef subject) {
    List<Session> found = new ArrayList<>();
    sessions.forEach(
        (key, session) -> {
          if (key.tenantId().equals(tenant.id()) && session.subject().equals(subject)) {
            found.add(0, session);
          }
        });
    return found;
  }

  @Override
  public void end(TenantContext tenant, String sessionId) {
    sessions.remove(new FakeSessionKey(tenant.id(), sessionId));
  }

  @Override
  public int endAll(TenantContext tenant, SubjectRef subject, Optional<String> butSessionId) {
    List<Session> ending =
        list(tenant, subject).stream()
            .filter(session -> !butSessionId.equals(Optional.of(session.id())))
            .toList();
    ending.forEach(session -> end(tenant, session.id()));
    return ending.size();
  }

  @Override
  public boolean end(TenantContext tenant, String sessionId, AuditInitiator by) {
    endedBy.add(by);
    return sessions.remove(new FakeSessionKey(tenant.id(), sessionId)) != null;
  }

  @Override
  public int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, AuditInitiator by) {
    endedBy.add(by);
    return endAll(tenant, subject, butSessionId);
  }

  /** Returns the initiators that revoked sessions, in order. */
  public List<AuditInitiator> endedBy() {
    return List.copyOf(endedBy);
  }

  @Override
  public void preserveDuringPasswordChange(TenantContext tenant, String sessionId) {
    kept.add(sessionId);
  }

  @Override
  public String clearCookie(TenantContext tenant) {
    return COOKIE + "=; Max-Age=0";
  }

  @Override
  public String createFormToken(TenantContext tenant, Session session, String purpose) {
    return tenant.id() + "/" + session.id() + "/" + purpose;
  }

  @Override
  public boolean isFormTokenValid(
      TenantContext tenant, Session session, String purpose, String token) {
    return createFormToken(tenant, session, purpose).equals(token);
  }

  /**
   * Returns the sessions to be preserved on a password change, in order. Only a test revokes
   * sessions.
   */
  public List<String> kept() {
    return List.copyOf(kept);
  }
}
