package org.lumoauth.oauth.grants;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The bundle on a database, between fakes. */
final class Room {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = Builders.aUserRef();
  static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  final GrantEnds ends;
  final InstantSource clock = () -> now;
  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeClients clients = new FakeClients();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(GrantSettings.SECTION, new GrantSettings());
  final GrantsUnit unit;
  final GrantStore store;
  final GrantMemory memory;
  final StoredGrants grants;
  final ConsentStore consentStore;
  final StoredConsents consents;

  Room(TestDatabase database) {
    unit = new GrantsUnit(database.open(GrantsUnit.DEFINITION));
    store = new GrantStore(unit);
    memory = new GrantMemory(store);
    grants = new StoredGrants(store, memory, settings, tokens, events, clock);
    consentStore = new ConsentStore(unit);
    consents =
        new StoredConsents(
            consentStore, grants, settings, new FakeIdentifiers(), events, log, clock);
    clients.with(ACME, Builders.aClient().build());
    ends =
        new GrantEnds(
            grants,
            store,
            memory,
            consentStore,
            new FakeTenantRegistry().with(ACME).with(GLOBEX),
            clients);
    events.tell(ends);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Adds a grant of a user in a session to a client. */
  void add(TenantContext tenant, String id, SubjectRef subject, String... scope) {
    grants.add(tenant, grant(id, subject, scope), "authorization_code");
  }

  static AuthorizationGrant grant(String id, SubjectRef subject, String... scope) {
    return new AuthorizationGrant(
        id,
        ClientBuilder.ID,
        subject,
        Set.of(scope),
        List.of("https://files.example.com/", "https://mail.example.com/"),
        Optional.of("ses_1"),
        Optional.of(Instant.parse("2026-11-24T11:59:00Z")),
        Optional.of("urn:lumoauth:acr:1"),
        Set.of("pwd"),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
