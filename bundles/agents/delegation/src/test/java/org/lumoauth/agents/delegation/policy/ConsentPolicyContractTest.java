package org.lumoauth.agents.delegation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgent;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.agents.delegation.DelegationSettings;
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.agents.delegation.chain.ChainStore;
import org.lumoauth.agents.delegation.chain.Chains;
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.agents.delegation.consent.DelegationMemory;
import org.lumoauth.agents.delegation.consent.DelegationStore;
import org.lumoauth.agents.delegation.consent.StandingDelegations;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.ActorPolicyContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTokenService;

class ConsentPolicyContractTest extends ActorPolicyContract {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef ALICE = aUserRef();
  private static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");
  private static final String READ = "documents.read";
  private static final String WRITE = "documents.write";

  /** Alice has not let it act for her. */
  private static final Agent OTHER =
      anAgent().withId("agt_other").withCapabilities(READ, Agent.ON_BEHALF).build();

  private TestDatabase database;
  private ConsentPolicy policy;

  @BeforeEach
  void letTheAgentReadForAlice() {
    database = TestDatabase.inMemory();
    var agents =
        new FakeAgentRegistry()
            .with(ACME, anAgent().withCapabilities(READ, WRITE, Agent.ON_BEHALF))
            .with(ACME, OTHER);
    var current =
        new CurrentAgents(new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents));
    var unit = DelegationUnit.on(database.open(DelegationUnit.DEFINITION));
    var store = new DelegationStore(unit);
    var memory = new DelegationMemory(store);
    var tokens = new FakeTokenService();
    var subjects = new FakeSubjects().with(ACME, ALICE).with(ACME, BOB);
    var book =
        new DelegationBook(
            store,
            memory,
            current,
            new FakeSettingsStore().with(DelegationSettings.SECTION, new DelegationSettings()),
            new FakeIdentifiers(),
            tokens,
            new FakeDomainEvents(),
            new FakeAuditLog());
    book.give(
        ACME,
        ALICE.id(),
        anAgentRef().id(),
        Set.of(READ),
        Duration.ofDays(1),
        new Initiator(ALICE, List.of(), Optional.empty()));
    policy =
        new ConsentPolicy(
            new StandingDelegations(memory, current, subjects),
            current,
            new Chains(new ChainStore(unit), book, subjects, tokens));
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
  protected Delegation permitted() {
    return of(ALICE, anAgentRef());
  }

  @Override
  protected List<Delegation> refused() {
    var other = new SubjectRef(SubjectRef.AGENT, OTHER.id());
    return List.of(
        of(BOB, anAgentRef()),
        of(ALICE, other),
        of(ALICE, anAgentRef(), other),
        limitedTo(Set.of(READ, WRITE)),
        of(other, anAgentRef()));
  }

  @Test
  void takesATokenOfTheAgentThatIsLimitedToActingForPeopleToo() {
    assertEquals(
        policy().permitted(tenant(), permitted()),
        policy().permitted(tenant(), limitedTo(Set.of(READ, WRITE, Agent.ON_BEHALF))));
  }

  private static Delegation limitedTo(Set<String> scope) {
    var of = of(ALICE, anAgentRef());
    return new Delegation(
        of.client(), of.subject(), of.actors(), of.scope(), of.audience(), Optional.of(scope));
  }

  private static Delegation of(SubjectRef subject, SubjectRef... actors) {
    return new Delegation(
        aClient().build(), subject, List.of(actors), Set.of(READ, WRITE), List.of());
  }
}
