/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.authn.SessionService.StartedSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** Sessions on a real database, with a clock that a test sets. */
public final class SessionServiceFixture {
  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  public static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, ADA).with(ACME, BOB).with(GLOBEX, ADA);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(SessionSettings.SECTION, new SessionSettings());
  final FakeTokenService tokens = new FakeTokenService();
  final SessionStore store;
  public final DefaultSessionService sessions;

  public SessionServiceFixture(TestDatabase database) {
    store = new SessionStore(database.open(SessionStore.UNIT));
    sessions = sessions("https://id.example.com");
    events.addListener(
        new SessionMaintenance.SessionRevocationListener(
            sessions, new FakeTenantRegistry().with(ACME).with(GLOBEX)));
  }

  /** Another server on the same database. */
  DefaultSessionService sessions(String baseUrl) {
    return new DefaultSessionService(
        store,
        new SessionEventRecorder(audit, events, tokens),
        vault,
        identifiers,
        settings,
        subjects,
        () -> baseUrl,
        () -> now);
  }

  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private final FakeIdGenerator identifiers = new FakeIdGenerator();

  /** Signs somebody in by a new browser. */
  public StartedSession signIn(TenantContext tenant, SubjectRef subject) {
    return sessions.begin(tenant, by(subject), aRequest().build());
  }

  StartedSession signIn(SubjectRef subject) {
    return signIn(ACME, subject);
  }

  static NewSession by(SubjectRef subject) {
    return new NewSession(subject, Set.of("pwd"), "urn:lumoauth:acr:1", false);
  }

  /** A request of the browser that got this session. */
  static HttpRequestView from(StartedSession begun) {
    String pair = begun.setCookie().substring(0, begun.setCookie().indexOf(';'));
    int equals = pair.indexOf('=');
    return aRequest().withCookie(pair.substring(0, equals), pair.substring(equals + 1)).build();
  }

  boolean holds(StartedSession begun) {
    return sessions.findCurrent(ACME, from(begun)).isPresent();
  }

  void set(String name, long value) {
    settings.change(ACME, SessionSettings.SECTION, Map.of(name, value));
  }

  void publish(String type, SubjectRef subject) {
    events.publish(new DomainEvent(type, ACME.id(), subject.id()));
  }

  void hearLate(String type, SubjectRef subject, Instant when) {
    new SessionMaintenance.SessionRevocationListener(
            sessions, new FakeTenantRegistry().with(ACME).with(GLOBEX))
        .onMissedEvent(new DomainEvent(type, ACME.id(), subject.id()), when);
  }

  static Optional<String> none() {
    return Optional.empty();
  }
}
