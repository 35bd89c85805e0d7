package org.lumoauth.platform.tokens;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.SubjectIdentifiers;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.tokens.gate.Gate;
import org.lumoauth.platform.tokens.revocation.Lifetimes;
import org.lumoauth.platform.tokens.revocation.Revocations;
import org.lumoauth.platform.tokens.settings.SigningChoice;
import org.lumoauth.platform.tokens.subject.SectorSubjects;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** A tenant with a client, a user and an agent that acts for them, all enabled. */
final class World {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Client CLIENT = aClient().build();
  static final SubjectRef USER = new SubjectRef(SubjectRef.USER, "usr_1");
  static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");

  static final SubjectRef ISSUER = new SubjectRef(SubjectRef.ISSUER, "tis_1");

  static final Lifetimes LIFETIMES = new Lifetimes(Duration.ofDays(30), Duration.ofHours(24));

  final MovingClock clock = new MovingClock();
  final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  final FakeClients clients = new FakeClients().with(ACME, CLIENT).with(GLOBEX, CLIENT);
  final FakeSubjects subjects = new FakeSubjects();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final TestSigningKeys keys = new TestSigningKeys();
  final FakeSettingsStore settings = new FakeSettingsStore();
  final SigningChoice choice = SigningChoice.of(Algorithm.ES256);
  final SubjectIdentifiers names = new SectorSubjects(new FakeSecretVault());
  final FakeIdentifiers identifiers;
  final Revocations revocations;
  final AccessTokens tokens;

  World(PersistenceUnit unit) {
    this(unit, new FakeIdentifiers());
  }

  World(PersistenceUnit unit, FakeIdentifiers identifiers) {
    this.identifiers = identifiers;
    for (TenantContext tenant : List.of(ACME, GLOBEX)) {
      subjects
          .with(tenant, USER)
          .with(tenant, AGENT)
          .with(tenant, CLIENT.subject())
          .with(tenant, ISSUER);
    }
    var limits = new AccessTokenSettings(LIFETIMES, Duration.ofSeconds(5), 1_000);
    this.revocations = new Revocations(unit, identifiers, clock, LIFETIMES);
    this.tokens =
        new AccessTokens(
            new Gate(tenants, clients, subjects),
            keys,
            choice,
            identifiers,
            events,
            revocations,
            clock,
            limits,
            new ResourcePolicies(registry),
            names);
  }

  /** The agent acts for the user. */
  static AccessTokenRequest delegated() {
    return request(USER, List.of(AGENT), List.of(), Map.of());
  }

  static AccessTokenRequest request(
      SubjectRef subject,
      List<SubjectRef> actors,
      List<String> audience,
      Map<String, Object> claims) {
    return new AccessTokenRequest(
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
