package org.lumoauth.testkit.fake;

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
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;

/** Sessions in memory. The cookie {@value #COOKIE} holds the session's id, as no real one does. */
public final class FakeSessions implements Sessions {

  /** The name of the cookie. */
  public static final String COOKIE = "session";

  private record Key(String tenantId, String sessionId) {}

  private final FakeIdentifiers identifiers = new FakeIdentifiers();
  private final Map<Key, Session> sessions = new LinkedHashMap<>();
  private final List<Initiator> endedBy = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final InstantSource clock;
  private AuditLog audit = new FakeAuditLog();

  public FakeSessions(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on what is to be recorded of sessions is recorded there. */
  public FakeSessions recordingIn(AuditLog log) {
    audit = log;
    return this;
  }

  @Override
  public Optional<Session> current(TenantContext tenant, RequestView request) {
    return request.cookie(COOKIE).flatMap(id -> find(tenant, id));
  }

  @Override
  public Begun begin(TenantContext tenant, NewSession session, RequestView request) {
    Optional<Session> old = current(tenant, request);
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
    return new Begun(begun, COOKIE + "=" + begun.id());
  }

  @Override
  public Begun begin(
      TenantContext tenant,
      NewSession session,
      RequestView request,
      Function<Session, AuditEvent> proof) {
    var begun = begin(tenant, session, request);
    audit.record(tenant.id(), proof.apply(begun.session()));
    return begun;
  }

  /** Begins a session of a user who gave a password now. */
  public Session of(TenantContext tenant, String userId) {
    return begin(
            tenant,
            new NewSession(new SubjectRef(SubjectRef.USER, userId), Set.of("pwd"), "1", false),
            Builders.aRequest().build())
        .session();
  }

  /** Puts a session there. */
  public FakeSessions with(TenantContext tenant, Session session) {
    sessions.put(new Key(tenant.id(), session.id()), session);
    return this;
  }

  @Override
  public Optional<Session> find(TenantContext tenant, String sessionId) {
    return Optional.ofNullable(sessions.get(new Key(tenant.id(), sessionId)))
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
    sessions.remove(new Key(tenant.id(), sessionId));
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
  public boolean end(TenantContext tenant, String sessionId, Initiator by) {
    endedBy.add(by);
    return sessions.remove(new Key(tenant.id(), sessionId)) != null;
  }

  @Override
  public int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, Initiator by) {
    endedBy.add(by);
    return endAll(tenant, subject, butSessionId);
  }

  /** Who ended sessions and said so, in order. */
  public List<Initiator> endedBy() {
    return List.copyOf(endedBy);
  }

  @Override
  public void keepThroughPasswordChange(TenantContext tenant, String sessionId) {
    kept.add(sessionId);
  }

  @Override
  public String clearCookie(TenantContext tenant) {
    return COOKIE + "=; Max-Age=0";
  }

  @Override
  public String formToken(TenantContext tenant, Session session, String purpose) {
    return tenant.id() + "/" + session.id() + "/" + purpose;
  }

  @Override
  public boolean formTokenHolds(
      TenantContext tenant, Session session, String purpose, String token) {
    return formToken(tenant, session, purpose).equals(token);
  }

  /** Sessions that were to outlive a change of password, in order. None ends here but by a test. */
  public List<String> kept() {
    return List.copyOf(kept);
  }
}
