/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.DelegationSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/**
 * Delegations on a database, with fakes for other modules and an agent that may read and write for
 * users.
 */
final class DelegationConsentFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = aUserRef();
  static final String READ = "documents.read";
  static final String WRITE = "documents.write";
  static final Duration DAY = Duration.ofDays(1);
  static final Agent AGENT = anAgent().withCapabilities(READ, WRITE, Agent.ON_BEHALF).build();
  static final AuditInitiator BY = new AuditInitiator(ALICE, List.of(), Optional.empty());

  final FakeAgentRegistry agents = new FakeAgentRegistry().with(ACME, AGENT);
  final FakeSubjectDirectory subjects = new FakeSubjectDirectory().with(ACME, ALICE);
  final FakeTokenService tokens = new FakeTokenService();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuditLog log = new FakeAuditLog();
  final DelegationStore store;
  final DelegationCache memory;
  final DelegationConsentService book;
  final ActiveDelegationLookup standing;

  DelegationConsentFixture(TestDatabase database) {
    store = new DelegationStore(database.open(TestDatabase.tablesOf(DelegationStore.class)));
    memory = new DelegationCache(store);
    var current =
        new DelegationAgentLookup(
            new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents));
    book =
        new DelegationConsentService(
            store,
            memory,
            current,
            new FakeSettingsStore().with(DelegationSettings.SECTION, new DelegationSettings()),
            new FakeIdGenerator(),
            tokens,
            events,
            log);
    standing = new ActiveDelegationLookup(memory, current, subjects);
    events.addListener(
        new DelegationRevocationListener(store, book, new FakeTenantRegistry().with(ACME)));
  }

  StoredDelegation give(Duration lifetime, String... scope) {
    return book.grant(ACME, ALICE.id(), AgentBuilder.ID, Set.of(scope), lifetime, BY);
  }

  /** What stands between Alice and the agent. */
  Optional<Set<String>> scope() {
    return standing.find(ACME, ALICE, AgentBuilder.ID).map(each -> each.scope());
  }
}
