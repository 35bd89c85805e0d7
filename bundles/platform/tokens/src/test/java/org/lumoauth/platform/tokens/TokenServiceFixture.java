/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.tokens.revocation.TokenLifetimeLimits;
import org.lumoauth.platform.tokens.revocation.TokenRevocationService;
import org.lumoauth.platform.tokens.settings.AccessTokenSigningAlgorithmResolver;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;
import org.lumoauth.platform.tokens.subject.PairwiseSubjectIdentifierService;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** A tenant with a client, a user and an agent that acts for them, all enabled. */
final class TokenServiceFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Client CLIENT = aClient().build();
  static final SubjectRef USER = new SubjectRef(SubjectRef.USER, "usr_1");
  static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");

  static final SubjectRef ISSUER = new SubjectRef(SubjectRef.ISSUER, "tis_1");

  static final TokenLifetimeLimits LIFETIMES =
      new TokenLifetimeLimits(Duration.ofDays(30), Duration.ofHours(24));

  final TokenTestClock clock = new TokenTestClock();
  final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  final FakeClientDirectory clients =
      new FakeClientDirectory().with(ACME, CLIENT).with(GLOBEX, CLIENT);
  final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final TestSigningKeys keys = new TestSigningKeys();
  final FakeSettingsStore settings = new FakeSettingsStore();
  final AccessTokenSigningAlgorithmResolver choice =
      AccessTokenSigningAlgorithmResolver.of(SigningAlgorithm.ES256);
  final SubjectIdentifierService names =
      new PairwiseSubjectIdentifierService(new FakeSecretProtectionService());
  final FakeIdGenerator identifiers;
  final TokenRevocationService revocations;
  final AccessTokenService tokens;

  TokenServiceFixture(PersistenceUnit unit) {
    this(unit, new FakeIdGenerator());
  }

  TokenServiceFixture(PersistenceUnit unit, FakeIdGenerator identifiers) {
    this.identifiers = identifiers;
    for (TenantContext tenant : List.of(ACME, GLOBEX)) {
      subjects
          .with(tenant, USER)
          .with(tenant, AGENT)
          .with(tenant, CLIENT.subject())
          .with(tenant, ISSUER);
    }
    var limits = new AccessTokenSettings(LIFETIMES, Duration.ofSeconds(5), 1_000);
    this.revocations = new TokenRevocationService(unit, identifiers, clock, LIFETIMES);
    this.tokens =
        new AccessTokenService(
            new PrincipalStatusGuard(tenants, clients, subjects),
            keys,
            choice,
            identifiers,
            events,
            revocations,
            clock,
            limits,
            new InstalledResourcePolicies(registry),
            names);
  }

  /** The agent acts for the user. */
  static AccessTokenIssuanceRequest delegated() {
    return request(USER, List.of(AGENT), List.of(), Map.of());
  }

  static AccessTokenIssuanceRequest request(
      SubjectRef subject,
      List<SubjectRef> actors,
      List<String> audience,
      Map<String, Object> claims) {
    return new AccessTokenIssuanceRequest(
        CLIENT,
        subject,
        actors,
        Set.of("documents.read"),
        audience,
        Duration.ofHours(1),
        Optional.empty(),
        claims);
  }
}
