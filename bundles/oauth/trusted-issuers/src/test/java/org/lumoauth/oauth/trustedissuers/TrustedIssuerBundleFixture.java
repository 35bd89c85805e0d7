/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The bundle on a database, with fakes for other modules. */
final class TrustedIssuerBundleFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final AuditInitiator ADMIN = AuditInitiator.server("test");
  static final TestJwtSigner KEY = TestJwtSigner.es256("k1");

  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory();
  final TrustedIssuerStore store;
  final SubjectLinkStore linkStore;
  final TrustedIssuerCache memory;
  final TrustedIssuerAdminService issuers;
  final SubjectLinkService links;
  final AssertionSubjectMapper mapping;

  TrustedIssuerBundleFixture(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TrustedIssuerStore.class));
    var identifiers = new FakeIdGenerator();
    store = new TrustedIssuerStore(unit);
    linkStore = new SubjectLinkStore(unit);
    memory = new TrustedIssuerCache(store);
    issuers = new TrustedIssuerAdminService(store, memory, identifiers, tokens, events, log);
    links = new SubjectLinkService(issuers, linkStore, users, identifiers, tokens, log);
    mapping = new AssertionSubjectMapper(users, linkStore);
    events.addListener(memory);
    events.addListener(new UserDeletionSubjectLinkListener(linkStore));
  }

  static TrustedIssuerDefinition settings(String issuer) {
    return settings(issuer, TrustedIssuerDefinition.LINKED, List.of(), List.of());
  }

  static TrustedIssuerDefinition settings(
      String issuer, String mapping, List<String> domains, List<String> subjects) {
    return new TrustedIssuerDefinition(
        issuer,
        "IdP",
        true,
        Map.of("keys", List.of(KEY.jwk())),
        "",
        List.of("ES256"),
        List.of(),
        List.of("app"),
        List.of("documents.read", "documents.write"),
        mapping,
        domains,
        subjects,
        600);
  }

  static User user(String id, String email, boolean verified) {
    return new User(
        id,
        email,
        Optional.empty(),
        Optional.empty(),
        verified,
        true,
        false,
        Instant.EPOCH.plusSeconds(1));
  }
}
