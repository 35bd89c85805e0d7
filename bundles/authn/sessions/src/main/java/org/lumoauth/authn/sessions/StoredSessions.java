package org.lumoauth.authn.sessions;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.lumoauth.platform.web.HostCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, recognizes and ends sessions. One that was ended fails at its next use. */
@Component(service = {Sessions.class, StoredSessions.class})
public final class StoredSessions implements Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);

  private static final String PURPOSE = "session";
  private static final String FORM_PURPOSE = "session-form";
  private static final int AT_ONCE = 200;
  private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_AGENT = 400;

  private final SessionStore store;
  private final SessionJournal journal;
  private final SecretVault vault;
  private final Identifiers identifiers;
  private final SettingsStore settings;
  private final Subjects subjects;
  private final BaseUrl base;
  private final InstantSource clock;
  private final SessionMemory memory = new SessionMemory();
  private final AtomicBoolean warned = new AtomicBoolean();

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
    this.journal = journal;
    this.vault = vault;
    this.identifiers = identifiers;
    this.settings = settings;
    this.subjects = subjects;
    this.base = base;
    this.clock = clock;
  }

  @Override
  public Optional<Session> current(TenantContext tenant, RequestView request) {
    return recognized(tenant, request)
        .filter(stored -> enabled(tenant, stored.session().subject()))
        .map(stored -> seen(tenant, stored).shown());
  }

  @Override
  public Begun begin(TenantContext tenant, NewSession session, RequestView request) {
    warnOfPlainHttp();
    var policy = SessionPolicy.of(settings.read(tenant, SessionSettings.SECTION));
    var secret = vault.newSecret();
    var old = recognized(tenant, request).map(StoredSession::session);
    var same = old.filter(known -> known.subject().equals(session.subject()));
    var begun = same.flatMap(known -> renewed(tenant, session, policy, known, request, secret));
    if (begun.isEmpty()) {
      old.ifPresent(known -> end(tenant, known.id(), SessionJournal.own(known)));
      begun = Optional.of(started(tenant, session, policy, request, secret));
      endOldest(tenant, session.subject(), policy);
    }
    var cookie =
        new SessionCookie(begun.get().session().id(), secret)
            .header(
                base,
                tenant,
                session.remembered() ? Optional.of(policy.remembered()) : Optional.empty());
    return new Begun(begun.get().shown(), cookie);
  }

  @Override
  public Optional<Session> find(TenantContext tenant, String sessionId) {
    return known(tenant, sessionId).map(StoredSession::shown);
  }

  @Override
  public List<Session> list(TenantContext tenant, SubjectRef subject) {
    return store.holding(tenant.id(), subject, now()).stream().map(StoredSession::shown).toList();
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
    return (int)
        store.holding(tenant.id(), subject, now()).stream()
            .map(stored -> stored.session().id())
            .filter(id -> !butSessionId.equals(Optional.of(id)))
            .filter(id -> end(tenant, id, by))
            .count();
  }

  /** Ends every session of the tenant. Returns how many. */
  public int endAll(TenantContext tenant, Initiator by) {
    return (int) store.open(tenant.id()).stream().filter(id -> end(tenant, id, by)).count();
  }

  @Override
  public boolean end(TenantContext tenant, String sessionId, Initiator by) {
    var stored = store.find(tenant.id(), sessionId);
    if (stored.isEmpty() || !store.end(tenant.id(), sessionId, now())) {
      return false;
    }
    memory.forget(tenant.id(), sessionId);
    journal.ended(tenant, stored.get().session(), by);
    return true;
  }

  /** Ends the sessions of a user whose password was changed, but for the one that changed it. */
  int passwordChanged(TenantContext tenant, SubjectRef subject) {
    var now = now();
    return (int)
        store.holding(tenant.id(), subject, now).stream()
            .filter(stored -> stored.keptUntil().filter(now::isBefore).isEmpty())
            .filter(
                stored -> end(tenant, stored.session().id(), SessionJournal.own(stored.session())))
            .count();
  }

  /**
   * Tells whoever listens that sessions have ended which expired or were not used: of several
   * servers, one tells of each.
   */
  void endLapsed() {
    var now = now();
    List<SessionStore.Of> lapsed;
    do {
      lapsed = store.lapsed(now, AT_ONCE);
      for (SessionStore.Of session : lapsed) {
        if (store.end(session.tenantId(), session.id(), now)) {
          forget(session.tenantId(), session.id());
          journal.endedUnserved(session.tenantId(), session.id());
        }
      }
    } while (lapsed.size() == AT_ONCE);
  }

  /** Ends the sessions of a user in a tenant that is not served just now. */
  void endUnserved(String tenantId, SubjectRef subject) {
    for (StoredSession stored : store.holding(tenantId, subject, now())) {
      if (store.end(tenantId, stored.session().id(), now())) {
        forget(tenantId, stored.session().id());
        journal.endedUnserved(tenantId, stored.session().id());
      }
    }
  }

  @Override
  public void keepThroughPasswordChange(TenantContext tenant, String sessionId) {
    store.keep(tenant.id(), sessionId, now().plus(KEPT));
  }

  @Override
  public String clearCookie(TenantContext tenant) {
    return SessionCookie.clearing(base, tenant);
  }

  @Override
  public String formToken(TenantContext tenant, Session session, String purpose) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(vault.hash(FORM_PURPOSE, form(tenant, session, purpose)));
  }

  @Override
  public boolean formTokenHolds(
      TenantContext tenant, Session session, String purpose, String token) {
    return MessageDigest.isEqual(
        formToken(tenant, session, purpose).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** One page of the sessions that are kept, ended ones too, the newest first. */
  public Page<StoredSession> list(
      TenantContext tenant, Optional<SubjectRef> subject, PageRequest page) {
    return store.list(tenant.id(), subject, page);
  }

  /** How many sessions are kept. */
  public long total(TenantContext tenant) {
    return store.count(tenant.id(), now()).total();
  }

  /** How many sessions hold. */
  public long active(TenantContext tenant) {
    return store.count(tenant.id(), now()).active();
  }

  /** The session with this id, ended or not. */
  public Optional<StoredSession> stored(TenantContext tenant, String sessionId) {
    return store.find(tenant.id(), sessionId);
  }

  /** Whether a session holds now. */
  public boolean holds(StoredSession stored) {
    return stored.holds(now());
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

  private Optional<StoredSession> recognized(TenantContext tenant, RequestView request) {
    return SessionCookie.read(base, tenant, request)
        .flatMap(
            cookie ->
                known(tenant, cookie.sessionId())
                    .filter(
                        stored ->
                            vault.matches(
                                PURPOSE,
                                cookie.secret(),
                                HexFormat.of().parseHex(stored.secretHash()))));
  }

  private Optional<StoredSession> known(TenantContext tenant, String sessionId) {
    var remembered = read(tenant, sessionId);
    if (remembered.filter(stored -> !stored.holds(now())).isPresent()) {
      // It may have been used on another server meanwhile.
      memory.forget(tenant.id(), sessionId);
      remembered = read(tenant, sessionId);
    }
    return remembered.filter(stored -> stored.holds(now()));
  }

  private Optional<StoredSession> read(TenantContext tenant, String sessionId) {
    return memory.get(tenant.id(), sessionId, () -> store.find(tenant.id(), sessionId));
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }

  private StoredSession seen(TenantContext tenant, StoredSession stored) {
    var now = now();
    if (now.isBefore(stored.session().lastSeenAt().plus(SEEN_AT_MOST_EVERY))) {
      return stored;
    }
    var seen = stored.seen(now);
    store.seen(tenant.id(), stored.session().id(), now);
    memory.replace(tenant.id(), stored, seen);
    return seen;
  }

  private Optional<StoredSession> renewed(
      TenantContext tenant,
      NewSession session,
      SessionPolicy policy,
      Session old,
      RequestView request,
      String secret) {
    var stored = stored(session, policy, old.id(), old.createdAt(), request, secret);
    if (!store.renew(tenant.id(), stored)) {
      return Optional.empty(); // it was ended meanwhile
    }
    memory.forget(tenant.id(), old.id());
    journal.renewed(tenant, stored.session());
    return Optional.of(stored);
  }

  private StoredSession started(
      TenantContext tenant,
      NewSession session,
      SessionPolicy policy,
      RequestView request,
      String secret) {
    var stored = stored(session, policy, identifiers.next("ses_"), now(), request, secret);
    store.insert(tenant.id(), stored);
    journal.started(tenant, stored.session());
    return stored;
  }

  private StoredSession stored(
      NewSession session,
      SessionPolicy policy,
      String id,
      Instant createdAt,
      RequestView request,
      String secret) {
    var now = now();
    return new StoredSession(
        new Session(
            id,
            session.subject(),
            now,
            session.amr(),
            session.acr(),
            createdAt,
            now,
            now.plus(policy.lifetimeOf(session)),
            session.remembered(),
            cut(request.remoteAddress(), MAX_ADDRESS),
            request.header("User-Agent").map(agent -> cut(agent, MAX_AGENT))),
        HexFormat.of().formatHex(vault.hash(PURPOSE, secret)),
        policy.idleOf(session),
        Optional.empty(),
        Optional.empty());
  }

  private void endOldest(TenantContext tenant, SubjectRef subject, SessionPolicy policy) {
    if (policy.maxPerUser() > 0) {
      store.holding(tenant.id(), subject, now()).stream()
          .skip(policy.maxPerUser())
          .forEach(
              stored -> end(tenant, stored.session().id(), SessionJournal.own(stored.session())));
    }
  }

  private void warnOfPlainHttp() {
    if (!HostCookie.secure(base.value()) && warned.compareAndSet(false, true)) {
      LOG.warn("session_cookies_unprotected base_url={} reason=\"plain http\"", base.value());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String form(TenantContext tenant, Session session, String purpose) {
    return String.join("/", tenant.id(), session.id(), purpose);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
