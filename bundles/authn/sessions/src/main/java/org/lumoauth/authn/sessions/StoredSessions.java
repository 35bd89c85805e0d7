package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrl;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins, recognizes and ends sessions. One that was ended fails at its next use. */
@Component(service = {Sessions.class, StoredSessions.class})
public final class StoredSessions implements Sessions {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Subjects subjects;
  private final BaseUrl base;
  private final InstantSource clock;
  private final SessionMemory memory = new SessionMemory();
  private final KnownSessions known;
  private final SessionStarts starts;
  private final SessionEnds ends;
  private final FormTokens forms;

  @Activate
  public StoredSessions(
      @Reference SessionStore store,
      @Reference SessionJournal journal,
      @Reference SecretVault vault,
      @Reference Identifiers identifiers,
      @Reference SettingsStore settings,
      @Reference Subjects subjects,
      @Reference BaseUrl base) {
    this(store, journal, vault, identifiers, settings, subjects, base, InstantSource.system());
  }

  StoredSessions(
      SessionStore store,
      SessionJournal journal,
      SecretVault vault,
      Identifiers identifiers,
      SettingsStore settings,
      Subjects subjects,
      BaseUrl base,
      InstantSource clock) {
    this.store = store;
    this.subjects = subjects;
    this.base = base;
    this.clock = () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
    this.known = new KnownSessions(store, memory, vault, base, this.clock);
    this.ends = new SessionEnds(store, memory, journal, this.clock);
    this.starts =
        new SessionStarts(
            store,
            memory,
            journal,
            known,
            ends,
            new NewSessions(vault, identifiers, this.clock),
            settings,
            base);
    this.forms = new FormTokens(vault);
  }

  @Override
  public Optional<Session> current(TenantContext tenant, RequestView request) {
    return known
        .recognized(tenant, request)
        .filter(stored -> enabled(tenant, stored.session().subject()))
        .map(stored -> known.seen(tenant, stored).shown());
  }

  @Override
  public Begun begin(TenantContext tenant, NewSession session, RequestView request) {
    return starts.begin(tenant, session, request, begun -> List.of());
  }

  @Override
  public Begun begin(
      TenantContext tenant,
      NewSession session,
      RequestView request,
      Function<Session, AuditEvent> proof) {
    return starts.begin(tenant, session, request, begun -> List.of(proof.apply(begun)));
  }

  @Override
  public Optional<Session> find(TenantContext tenant, String sessionId) {
    return known.known(tenant, sessionId).map(StoredSession::shown);
  }

  @Override
  public List<Session> list(TenantContext tenant, SubjectRef subject) {
    return store.holding(tenant.id(), subject, clock.instant()).stream()
        .map(StoredSession::shown)
        .toList();
  }

  @Override
  public void end(TenantContext tenant, String sessionId) {
    store
        .find(tenant.id(), sessionId)
        .ifPresent(stored -> end(tenant, sessionId, SessionJournal.own(stored.session())));
  }

  @Override
  public int endAll(TenantContext tenant, SubjectRef subject, Optional<String> butSessionId) {
    return endAll(
        tenant, subject, butSessionId, new Initiator(subject, List.of(), Optional.empty()));
  }

  @Override
  public int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, Initiator by) {
    return ends.endAll(tenant, subject, butSessionId, by);
  }

  /** Ends every session of the tenant. Returns how many. */
  public int endAll(TenantContext tenant, Initiator by) {
    return ends.endAll(tenant, by);
  }

  @Override
  public boolean end(TenantContext tenant, String sessionId, Initiator by) {
    return ends.end(tenant, sessionId, by);
  }

  /** How to end those of others. */
  SessionEnds ends() {
    return ends;
  }

  @Override
  public void keepThroughPasswordChange(TenantContext tenant, String sessionId) {
    store.keep(tenant.id(), sessionId, clock.instant().plus(KEPT));
  }

  @Override
  public String clearCookie(TenantContext tenant) {
    return SessionCookie.clearing(base, tenant);
  }

  @Override
  public String formToken(TenantContext tenant, Session session, String purpose) {
    return forms.of(tenant, session, purpose);
  }

  @Override
  public boolean formTokenHolds(
      TenantContext tenant, Session session, String purpose, String token) {
    return forms.holds(tenant, session, purpose, token);
  }

  /**
   * One page of the sessions that are kept, ended ones too, the newest first if nothing else is
   * asked for.
   *
   * @param searched the id of whose sessions a search finds as well
   */
  public Page<StoredSession> list(
      TenantContext tenant,
      Optional<SubjectRef> subject,
      Optional<String> searched,
      PageRequest page) {
    return store.pages().list(tenant.id(), subject, searched, page);
  }

  /** How many sessions are kept. */
  public long total(TenantContext tenant) {
    return store.pages().count(tenant.id(), clock.instant()).total();
  }

  /** How many sessions hold. */
  public long active(TenantContext tenant) {
    return store.pages().count(tenant.id(), clock.instant()).active();
  }

  /** The session with this id, ended or not. */
  public Optional<StoredSession> stored(TenantContext tenant, String sessionId) {
    return store.find(tenant.id(), sessionId);
  }

  /** Whether a session holds now. */
  public boolean holds(StoredSession stored) {
    return stored.holds(clock.instant());
  }

  /** Makes the next call read a session again. */
  void forget(String tenantId, String sessionId) {
    memory.forget(tenantId, sessionId);
  }

  /** Removes a tenant's sessions. */
  void erase(String tenantId) {
    store.erase(tenantId);
    memory.forgetAll(tenantId);
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }
}
