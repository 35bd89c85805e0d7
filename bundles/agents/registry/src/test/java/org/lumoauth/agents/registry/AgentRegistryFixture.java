/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.blueprint.BlueprintEventPublisher;
import org.lumoauth.agents.registry.blueprint.BlueprintService;
import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.agents.registry.client.AgentClientSource;
import org.lumoauth.agents.registry.client.AgentIpAddressRule;
import org.lumoauth.agents.registry.client.RegistryAgentTokenIssuer;
import org.lumoauth.agents.registry.credential.AgentApiKeyAuthenticator;
import org.lumoauth.agents.registry.credential.AgentCredentialService;
import org.lumoauth.agents.registry.credential.AgentSecretGenerator;
import org.lumoauth.agents.registry.credential.CredentialUsersService;
import org.lumoauth.agents.registry.credential.ExternalCredentialUsersService;
import org.lumoauth.agents.registry.rest.AgentViewFactory;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.AgentRegistryPersistenceUnit;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.AgentTokenHolderStore;
import org.lumoauth.agents.registry.store.AgentTokenRequesterStore;
import org.lumoauth.agents.registry.store.CredentialUsersStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeRoleAssignmentService;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** The agent registry of one server on a test database. */
public final class AgentRegistryFixture implements AutoCloseable {

  public static final TenantContext ACME = aTenant("acme").build();
  public static final TenantContext OTHER = aTenant("other").build();

  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDomainEventPublisher events;
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeRoleAssignmentService roleAssignments = new FakeRoleAssignmentService();
  public final AgentRoleService roles = new AgentRoleService();
  public final FakeSubjectDirectory users = new FakeSubjectDirectory();
  public final FakeSettingsStore settings;
  final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();
  public final AgentRegistryPersistenceUnit unit;
  public final AgentStore store;
  public final BlueprintStore blueprintStore;
  public final AgentCache cache;
  final EffectiveAgentResolver effective;
  public final AgentIpAddressRule addresses;
  public final AgentChangeWriter changes;
  public final AgentRetirementService end;
  public final AgentRegistrationService registration;
  public final ExternalCredentialUsersService others;
  public final AgentTokenHolderStore held;
  public final AgentRegistryService directory;
  public final AgentActivationService state;
  public final RegistryAgentTokenIssuer issuer;
  public final AgentCredentialService credentials;
  public final AgentClientSource clients;
  public final AgentSubjectSource subjects;
  public final AgentApiKeyAuthenticator keys;
  public final AgentViewFactory bodies;
  public final BlueprintService blueprints;
  public final SubAgentService subAgents;

  public AgentRegistryFixture(PersistenceUnitFactory units) {
    this(
        units,
        new FakeDomainEventPublisher(),
        new FakeSecretProtectionService(),
        new FakeIdGenerator());
  }

  AgentRegistryFixture(
      PersistenceUnitFactory units,
      FakeDomainEventPublisher events,
      FakeSecretProtectionService vault,
      FakeIdGenerator identifiers) {
    this.events = events;
    roles.assignments = roleAssignments;
    settings = new FakeSettingsStore().with(AgentSettings.SECTION, new AgentSettings());
    unit = new AgentRegistryPersistenceUnit(units);
    store = new AgentStore(unit);
    blueprintStore = new BlueprintStore(unit);
    cache = new AgentCache(store, blueprintStore);
    events.addListener(cache);
    effective = new EffectiveAgentResolver(cache);
    addresses = new AgentIpAddressRule(effective, cache);
    changes = new AgentChangeWriter(store, cache, new AgentDescendantLookup(store), events);
    var records = new AgentAudit(audit);
    var people = new AgentOwnerValidator(users);
    var forge = new AgentSecretGenerator(vault, identifiers);
    end =
        new AgentRetirementService(
            changes, new AgentDescendantLookup(store), roles, tokens, records);
    var rows = new CredentialUsersStore(unit);
    others = new ExternalCredentialUsersService(rows);
    held = new AgentTokenHolderStore(rows);
    var minted =
        new AgentTokenRequesterStore(new FakeShortLivedRecordStore(Instant::now), held, users);
    var setters = new CredentialUsersService(effective, others, minted, users);
    registration =
        new AgentRegistrationService(
            cache, changes, roles, people, records, identifiers, forge, setters);
    directory =
        new AgentRegistryService(
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
    state = new AgentActivationService(changes, end, records);
    issuer = new RegistryAgentTokenIssuer(effective, addresses, settings, tokens, records);
    credentials = new AgentCredentialService(changes, records, forge, issuer, minted, setters);
    clients = new AgentClientSource(effective, store, vault, settings, setters);
    subjects = new AgentSubjectSource(effective);
    keys =
        new AgentApiKeyAuthenticator(
            effective, new FakeTenantRegistry().with(ACME).with(OTHER), vault, attempts);
    bodies = new AgentViewFactory(effective, roles);
    blueprints =
        new BlueprintService(
            blueprintStore,
            store,
            new BlueprintEventPublisher(cache, events),
            changes,
            end,
            audit,
            identifiers);
    subAgents = new SubAgentService(store, effective, directory, end, settings);
  }

  public AgentRegistrationResult register(String name, String... capabilities) {
    return directory.register(ACME, newAgent(name, capabilities));
  }

  /** An agent that may act from these addresses alone. */
  public AgentRegistrationResult registerFrom(String range) {
    var details =
        new AgentGovernance(
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

  public static NewAgent newAgent(String name, String... capabilities) {
    return new NewAgent(name, Optional.empty(), Set.of(capabilities), List.of());
  }

  @Override
  public void close() {
    unit.close();
  }
}
