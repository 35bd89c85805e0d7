/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** The bundle on a database, with fakes for other modules. */
final class GrantBundleFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = TestBuilders.aUserRef();
  static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  final AuthorizationGrantRevocationListener ends;
  final InstantSource clock = () -> now;
  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeClientDirectory clients = new FakeClientDirectory();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(GrantSettings.SECTION, new GrantSettings());
  final PersistenceUnit unit;
  final AuthorizationGrantStore store;
  final AuthorizationGrantCache memory;
  final StoredAuthorizationGrantService grants;
  final ConsentStore consentStore;
  final StoredConsentService consents;

  GrantBundleFixture(TestDatabase database) {
    unit = database.open(TestDatabase.tablesOf(AuthorizationGrantStore.class));
    store = new AuthorizationGrantStore(unit);
    memory = new AuthorizationGrantCache(store);
    grants = new StoredAuthorizationGrantService(store, memory, settings, tokens, events, clock);
    consentStore = new ConsentStore(unit);
    consents =
        new StoredConsentService(
            consentStore, grants, settings, new FakeIdGenerator(), events, log, clock);
    clients.with(ACME, TestBuilders.aClient().build());
    ends =
        new AuthorizationGrantRevocationListener(
            grants,
            store,
            memory,
            consentStore,
            new FakeTenantRegistry().with(ACME).with(GLOBEX),
            clients);
    events.addListener(ends);
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
