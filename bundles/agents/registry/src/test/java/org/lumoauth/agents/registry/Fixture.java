package org.lumoauth.agents.registry;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.RegisteredAgent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The registry of one server, on a database of the test. */
final class Fixture implements AutoCloseable {

  static final TenantContext ACME = aTenant("acme").build();
  static final TenantContext OTHER = aTenant("other").build();

  final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEvents events;
  final FakeTokenService tokens = new FakeTokenService();
  final FakeRoleAssignments roleAssignments = new FakeRoleAssignments();
  final AgentRoles roles = new AgentRoles();
  final FakeSubjects users = new FakeSubjects();
  final FakeSettingsStore settings;
  final FakeFailedAttempts attempts = new FakeFailedAttempts();
  final RegistryUnit unit;
  final AgentStore store;
  final BlueprintStore blueprintStore;
  final AgentCache cache;
  final EffectiveAgents effective;
  final AgentAddresses addresses;
  final AgentChanges changes;
  final AgentEnd end;
  final AgentRegistration registration;
  final OtherCredentials others;
  final HeldTokens held;
  final AgentDirectory directory;
  final AgentSwitch state;
  final AgentTokenIssuer issuer;
  final AgentCredentials credentials;
  final AgentClientSource clients;
  final AgentSubjectSource subjects;
  final AgentKeyAuthenticator keys;
  final Bodies bodies;
  final Blueprints blueprints;
  final SubAgents subAgents;

  Fixture(PersistenceUnits units) {
    this(units, new FakeDomainEvents(), new FakeSecretVault(), new FakeIdentifiers());
  }

  Fixture(
      PersistenceUnits units,
      FakeDomainEvents events,
      FakeSecretVault vault,
      FakeIdentifiers identifiers) {
    this.events = events;
    roles.assignments = roleAssignments;
    settings = new FakeSettingsStore().with(AgentSettings.SECTION, new AgentSettings());
    unit = new RegistryUnit(units);
    store = new AgentStore(unit);
    blueprintStore = new BlueprintStore(unit);
    cache = new AgentCache(store, blueprintStore);
    events.tell(cache);
    effective = new EffectiveAgents(cache);
    addresses = new AgentAddresses(effective, cache);
    changes = new AgentChanges(store, cache, new Descendants(store), events);
    var records = new AgentAudit(audit);
    var people = new AgentPeople(users);
    var forge = new SecretForge(vault, identifiers);
    end = new AgentEnd(changes, new Descendants(store), roles, tokens, records);
    var rows = new SetByRows(unit);
    others = new OtherCredentials(rows);
    held = new HeldTokens(rows);
    var minted = new MintedTokens(new FakeShortLivedStore(Instant::now), held, users);
    var setters = new CredentialSetters(effective, others, minted, users);
    registration =
        new AgentRegistration(cache, changes, roles, people, records, identifiers, forge, setters);
    directory =
        new AgentDirectory(
            cache,
            store,
            blueprintStore,
            effective,
            registration,
            changes,
            end,
            roles,
            people,
            records,
            minted,
            setters,
            others);
    state = new AgentSwitch(changes, end, records);
    issuer = new AgentTokenIssuer(effective, addresses, settings, tokens, records);
    credentials = new AgentCredentials(changes, records, forge, issuer, minted, setters);
    clients = new AgentClientSource(effective, store, vault, settings, setters);
    subjects = new AgentSubjectSource(effective);
    keys =
        new AgentKeyAuthenticator(
            effective, new FakeTenantRegistry().with(ACME).with(OTHER), vault, attempts);
    bodies = new Bodies(effective, roles);
    blueprints =
        new Blueprints(
            blueprintStore,
            store,
            new BlueprintChanges(cache, events),
            changes,
            end,
            new BlueprintAudit(audit),
            identifiers);
    subAgents = new SubAgents(store, effective, directory, end, settings);
  }

  RegisteredAgent register(String name, String... capabilities) {
    return directory.register(ACME, newAgent(name, capabilities));
  }

  /** An agent that may act from these addresses alone. */
  RegisteredAgent registerFrom(String range) {
    var details =
        new AgentDetails(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(range),
            Optional.empty(),
            Optional.empty());
    return directory.register(
        ACME,
        new NewAgent(
            "Robot",
            Optional.empty(),
            Set.of("documents.read"),
            List.of(),
            Agent.CLIENT_CREDENTIALS,
            details));
  }

  static NewAgent newAgent(String name, String... capabilities) {
    return new NewAgent(name, Optional.empty(), Set.of(capabilities), List.of());
  }

  @Override
  public void close() {
    unit.close();
  }
}
