package org.lumoauth.agents.registry;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.RegisteredAgent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeSecretVault;
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
  final AgentStore store;
  final AgentCache cache;
  final AgentChanges changes;
  final AgentDirectory directory;
  final AgentSwitch state;
  final AgentCredentials credentials;
  final AgentClientSource clients;
  final AgentSubjectSource subjects;

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
    store = new AgentStore(units);
    cache = new AgentCache(store);
    events.tell(cache);
    changes = new AgentChanges(store, cache, events);
    var records = new AgentAudit(audit);
    directory = new AgentDirectory(cache, changes, roles, records, identifiers, vault, tokens);
    state = new AgentSwitch(changes, tokens, records);
    credentials = new AgentCredentials(changes, records, vault, tokens);
    clients = new AgentClientSource(cache, vault);
    subjects = new AgentSubjectSource(cache);
  }

  RegisteredAgent register(String name, String... capabilities) {
    return directory.register(ACME, newAgent(name, capabilities));
  }

  static NewAgent newAgent(String name, String... capabilities) {
    return new NewAgent(name, Optional.empty(), Set.of(capabilities), List.of());
  }

  @Override
  public void close() {
    store.close();
  }
}
