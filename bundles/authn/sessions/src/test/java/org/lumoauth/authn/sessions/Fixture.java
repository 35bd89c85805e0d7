package org.lumoauth.authn.sessions;

import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Sessions.Begun;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** Sessions on a real database, by a clock that a test sets. */
public final class Fixture {
  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  public static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeSubjects subjects =
      new FakeSubjects().with(ACME, ADA).with(ACME, BOB).with(GLOBEX, ADA);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(SessionSettings.SECTION, new SessionSettings());
  final FakeTokenService tokens = new FakeTokenService();
  final SessionStore store;
  public final StoredSessions sessions;

  public Fixture(TestDatabase database) {
    store = new SessionStore(database.open(SessionStore.UNIT));
    sessions = sessions("https://id.example.com");
    events.tell(
        new SessionUpkeep.Listener(sessions, new FakeTenantRegistry().with(ACME).with(GLOBEX)));
  }

  /** Another server on the same database. */
  StoredSessions sessions(String baseUrl) {
    return new StoredSessions(
        store,
        new SessionJournal(audit, events, tokens),
        vault,
        identifiers,
        settings,
        subjects,
        () -> baseUrl,
        () -> now);
  }

  private final FakeSecretVault vault = new FakeSecretVault();
  private final FakeIdentifiers identifiers = new FakeIdentifiers();

  /** Signs somebody in by a new browser. */
  public Begun signIn(TenantContext tenant, SubjectRef subject) {
    return sessions.begin(tenant, by(subject), aRequest().build());
  }

  Begun signIn(SubjectRef subject) {
    return signIn(ACME, subject);
  }

  static NewSession by(SubjectRef subject) {
    return new NewSession(subject, Set.of("pwd"), "urn:lumoauth:acr:1", false);
  }

  /** A request of the browser that got this session. */
  static RequestView from(Begun begun) {
    String pair = begun.setCookie().substring(0, begun.setCookie().indexOf(';'));
    int equals = pair.indexOf('=');
    return aRequest().withCookie(pair.substring(0, equals), pair.substring(equals + 1)).build();
  }

  boolean holds(Begun begun) {
    return sessions.current(ACME, from(begun)).isPresent();
  }

  void set(String name, long value) {
    settings.change(ACME, SessionSettings.SECTION, Map.of(name, value));
  }

  void publish(String type, SubjectRef subject) {
    events.publish(new DomainEvent(type, ACME.id(), subject.id()));
  }

  void hearLate(String type, SubjectRef subject, Instant when) {
    new SessionUpkeep.Listener(sessions, new FakeTenantRegistry().with(ACME).with(GLOBEX))
        .onLate(new DomainEvent(type, ACME.id(), subject.id()), when);
  }

  static Optional<String> none() {
    return Optional.empty();
  }
}
