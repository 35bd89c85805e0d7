/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.DelegationSettings;
import org.lumoauth.agents.delegation.chain.TokenChainService;
import org.lumoauth.agents.delegation.chain.TokenChainStore;
import org.lumoauth.agents.delegation.consent.ActiveDelegationLookup;
import org.lumoauth.agents.delegation.consent.DelegationCache;
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.agents.delegation.consent.DelegationStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ActorPolicyContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class DelegationActorPolicyContractTest extends ActorPolicyContract {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef ALICE = aUserRef();
  private static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");
  private static final String READ = "documents.read";
  private static final String WRITE = "documents.write";

  /** Alice has not let it act for her. */
  private static final Agent OTHER =
      anAgent().withId("agt_other").withCapabilities(READ, Agent.ON_BEHALF).build();

  private TestDatabase database;
  private DelegationActorPolicy policy;

  @BeforeEach
  void letTheAgentReadForAlice() {
    database = TestDatabase.inMemory();
    var agents =
        new FakeAgentRegistry()
            .with(ACME, anAgent().withCapabilities(READ, WRITE, Agent.ON_BEHALF))
            .with(ACME, OTHER);
    var current =
        new DelegationAgentLookup(
            new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents));
    var unit = database.open(TestDatabase.tablesOf(DelegationStore.class));
    var store = new DelegationStore(unit);
    var memory = new DelegationCache(store);
    var tokens = new FakeTokenService();
    var subjects = new FakeSubjectDirectory().with(ACME, ALICE).with(ACME, BOB);
    var book =
        new DelegationConsentService(
            store,
            memory,
            current,
            new FakeSettingsStore().with(DelegationSettings.SECTION, new DelegationSettings()),
            new FakeIdGenerator(),
            tokens,
            new FakeDomainEventPublisher(),
            new FakeAuditLog());
    book.grant(
        ACME,
        ALICE.id(),
        anAgentRef().id(),
        Set.of(READ),
        Duration.ofDays(1),
        new AuditInitiator(ALICE, List.of(), Optional.empty()));
    policy =
        new DelegationActorPolicy(
            new ActiveDelegationLookup(memory, current, subjects),
            current,
            new TokenChainService(
                new TokenChainStore(unit), book, subjects, tokens, InstantSource.system()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ActorPolicy policy() {
    return policy;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DelegationRequest permitted() {
    return of(ALICE, anAgentRef());
  }

  @Override
  protected List<DelegationRequest> refused() {
    var other = new SubjectRef(SubjectRef.AGENT, OTHER.id());
    return List.of(
        of(BOB, anAgentRef()),
        of(ALICE, other),
        of(ALICE, anAgentRef(), other),
        limitedTo(Set.of(READ, WRITE)),
        of(other, anAgentRef()));
  }

  @Test
  void acceptsTokenWithOnBehalfScope() {
    assertEquals(
        policy().permittedScopes(tenant(), permitted()),
        policy().permittedScopes(tenant(), limitedTo(Set.of(READ, WRITE, Agent.ON_BEHALF))));
  }

  private static DelegationRequest limitedTo(Set<String> scope) {
    var of = of(ALICE, anAgentRef());
    return new DelegationRequest(
        of.client(), of.subject(), of.actors(), of.scope(), of.audience(), Optional.of(scope));
  }

  private static DelegationRequest of(SubjectRef subject, SubjectRef... actors) {
    return new DelegationRequest(
        aClient().build(), subject, List.of(actors), Set.of(READ, WRITE), List.of());
  }
}
