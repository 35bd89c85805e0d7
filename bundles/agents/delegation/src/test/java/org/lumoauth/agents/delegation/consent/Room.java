package org.lumoauth.agents.delegation.consent;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.agents.delegation.DelegationSettings;
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** Delegations on a database, between fakes: an agent that may read and write for people. */
final class Room {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = aUserRef();
  static final String READ = "documents.read";
  static final String WRITE = "documents.write";
  static final Duration DAY = Duration.ofDays(1);
  static final Agent AGENT = anAgent().withCapabilities(READ, WRITE, Agent.ON_BEHALF).build();
  static final Initiator BY = new Initiator(ALICE, List.of(), Optional.empty());

  final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, AGENT);
  final FakeSubjects subjects = new FakeSubjects().with(ACME, ALICE);
  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeAuditLog log = new FakeAuditLog();
  final DelegationStore store;
  final DelegationMemory memory;
  final DelegationBook book;
  final StandingDelegations standing;

  Room(TestDatabase database) {
    store = new DelegationStore(DelegationUnit.on(database.open(DelegationUnit.DEFINITION)));
    memory = new DelegationMemory(store);
    var current =
        new CurrentAgents(new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents));
    book =
        new DelegationBook(
            store,
            memory,
            current,
            new FakeSettingsStore().with(DelegationSettings.SECTION, new DelegationSettings()),
            new FakeIdentifiers(),
            tokens,
            events,
            log);
    standing = new StandingDelegations(memory, current, subjects);
    events.tell(new DelegationEnds(store, book, new FakeTenantRegistry().with(ACME)));
  }

  StoredDelegation give(Duration lifetime, String... scope) {
    return book.give(ACME, ALICE.id(), AgentBuilder.ID, Set.of(scope), lifetime, BY);
  }

  /** What stands between Alice and the agent. */
  Optional<Set<String>> scope() {
    return standing.find(ACME, ALICE, AgentBuilder.ID).map(each -> each.scope());
  }
}
