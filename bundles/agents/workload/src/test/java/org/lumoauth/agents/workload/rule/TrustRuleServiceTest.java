/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ADMIN;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.GLOBEX;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.enabled;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.rule;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

class TrustRuleServiceTest {

  private static final String AGENT = "agt_1";
  private static final String OTHER = "agt_2";
  private static final String BLUEPRINT = "abp_1";

  @DatabaseTest
  void keepsRulesAsTheyWereSet(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), ADMIN);

    assertEquals(made, room.book.get(ACME, AGENT, made.id()));
    assertEquals(List.of(made), room.memory.of(ACME.id(), AGENT));
    assertTrue(room.book.isUnchanged(ACME, made));
    assertEquals("workload_trust.created", room.log.last(ACME.id()).event().action());
  }

  /** Whoever says which workload is an agent can be it. */
  @DatabaseTest
  void tellsWhoSaysWhichWorkloadsAreAnAgent(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), by("usr_ada"));
    assertEquals(Set.of(user("usr_ada")), room.agents.findCredentialSetters(ACME, AGENT));

    room.book.change(ACME, AGENT, made.id(), was -> enabled(was, false), by("usr_eve"));
    room.book.change(ACME, AGENT, made.id(), was -> rule(AGENT, "b"), by("usr_bob"));

    assertEquals(
        Set.of(user("usr_ada"), user("usr_bob")), room.agents.findCredentialSetters(ACME, AGENT));
    room.book.delete(ACME, AGENT, made.id(), by("usr_eve"));
    assertEquals(List.of(made.id()), room.agents.ended());
  }

  @DatabaseTest
  void trustsNoWorkloadWhileNobodyKeepsWhoSaidSo(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), by("usr_ada"));
    room.modules.withUnavailable(AgentRegistry.class, "agents", "agents-registry");

    assertEquals(503, status(() -> room.book.create(ACME, rule(AGENT, "b"), by("usr_bob"))));
    assertEquals(
        503,
        status(
            () ->
                room.book.change(ACME, AGENT, made.id(), was -> rule(AGENT, "b"), by("usr_bob"))));

    assertEquals(List.of(made), room.book.all(ACME));
    room.book.delete(ACME, AGENT, made.id(), by("usr_bob"));
    assertEquals(List.of(), room.book.all(ACME), "trust ends all the same");
  }

  @DatabaseTest
  void recordsThatARuleIsGoneThoughItsEndCannotBeKept(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), by("usr_ada"));
    room.agents.keepingNoEnds();

    room.book.delete(ACME, AGENT, made.id(), by("usr_bob"));

    assertEquals("workload_trust.deleted", room.log.last(ACME.id()).event().action());
    assertEquals(List.of(), room.book.all(ACME));
  }

  private static AuditInitiator by(String userId) {
    return new AuditInitiator(user(userId), List.of(), Optional.empty());
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  @DatabaseTest
  void keepsTenantsAndHoldersApart(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), ADMIN);

    assertEquals(404, status(() -> room.book.get(GLOBEX, AGENT, made.id())));
    assertEquals(404, status(() -> room.book.get(ACME, OTHER, made.id())));
    assertEquals(404, status(() -> room.book.delete(ACME, OTHER, made.id(), ADMIN)));
    assertEquals(404, status(() -> room.book.delete(GLOBEX, AGENT, made.id(), ADMIN)));
    assertEquals(List.of(), room.memory.of(GLOBEX.id(), AGENT));
    assertFalse(room.book.isUnchanged(GLOBEX, made));
  }

  @DatabaseTest
  void endsTheTokensWithTheRule(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = used(room);
    room.book.delete(ACME, AGENT, made.id(), ADMIN);

    assertEquals(List.of(OTHER), left(room));
    assertEquals(List.of(), room.memory.of(ACME.id(), AGENT));
    assertFalse(room.book.isUnchanged(ACME, made));
  }

  @DatabaseTest
  void endsTheTokensOfARuleThatIsDisabled(TestDatabase database) {
    assertEquals(List.of(OTHER), leftAfter(database, was -> enabled(was, false)));
  }

  @DatabaseTest
  void endsTheTokensOfARuleThatTrustsSomethingElse(TestDatabase database) {
    assertEquals(List.of(OTHER), leftAfter(database, was -> rule(AGENT, "b")));
  }

  @DatabaseTest
  void writesItDownWithTheRuleThatTokensEnd(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule first = room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    TrustRule more = room.book.create(ACME, rule(AGENT, "b"), ADMIN);
    room.book.change(ACME, AGENT, first.id(), was -> was, ADMIN);
    room.book.change(ACME, AGENT, first.id(), was -> enabled(was, false), ADMIN);
    room.book.delete(ACME, AGENT, first.id(), ADMIN);

    assertEquals(
        List.of(
            new DomainEvent(TrustRuleRevocationListener.OF_HOLDER, ACME.id(), AGENT),
            new DomainEvent(TrustRuleRevocationListener.OF_RULE, ACME.id(), first.id()),
            new DomainEvent(TrustRuleRevocationListener.OF_RULE, ACME.id(), first.id())),
        room.events.written());
    room.events.failWrites();
    assertThrows(RuntimeException.class, () -> room.book.create(ACME, rule(OTHER, "a"), ADMIN));
    assertThrows(
        RuntimeException.class,
        () -> room.book.change(ACME, AGENT, more.id(), was -> enabled(was, false), ADMIN));
    assertThrows(RuntimeException.class, () -> room.book.delete(ACME, AGENT, more.id(), ADMIN));

    assertEquals(List.of(more), room.book.all(ACME));
  }

  @DatabaseTest
  void leavesTheTokensOfARuleThatIsRenamed(TestDatabase database) {
    assertEquals(
        List.of(AGENT, OTHER),
        leftAfter(
            database,
            was ->
                new TrustRuleDefinition(was.holderId(), was.provider(), "New", true, was.trust())));
  }

  @DatabaseTest
  void seesWhatAnotherServerChanged(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    room.memory.of(ACME.id(), AGENT);
    var other = database.anotherServer().open(TestDatabase.tablesOf(TrustRuleStore.class));
    new TrustRuleStore(other).remove(ACME.id(), made.id());
    assertFalse(room.book.isUnchanged(ACME, made), "asked of the database");
    room.events.publish(new DomainEvent(TrustRuleCache.CHANGED, ACME.id(), AGENT));

    assertEquals(List.of(), room.memory.of(ACME.id(), AGENT));
    other.close();
  }

  @DatabaseTest
  void letsOneOfTwoWinWhoChangeARuleAtOnce(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), ADMIN);

    assertEquals(
        409,
        status(
            () ->
                room.book.change(
                    ACME,
                    AGENT,
                    made.id(),
                    was -> {
                      room.book.change(ACME, AGENT, made.id(), same -> same, ADMIN);
                      return rule(AGENT, "b");
                    },
                    ADMIN)));
  }

  @DatabaseTest
  void refusesMoreThanAnAttestationIsHeldAgainst(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    for (int i = 0; i < TrustRuleService.MAX_OF_HOLDER; i++) {
      room.book.create(ACME, rule(AGENT, "a" + i), ADMIN);
    }

    assertEquals(422, status(() -> room.book.create(ACME, rule(AGENT, "b"), by("usr_eve"))));
    room.book.create(ACME, rule(OTHER, "b"), ADMIN);
    assertEquals(
        Set.of(ADMIN.actor()), room.agents.findCredentialSetters(ACME, AGENT), "nobody set it");
  }

  /** Others make the last one that may be, once there seems to be room. */
  @DatabaseTest
  void letsNobodyCountForARuleThatWasRefused(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    for (int i = 1; i < TrustRuleService.MAX_OF_HOLDER; i++) {
      room.book.create(ACME, rule(AGENT, "a" + i), ADMIN);
    }
    var first = new AtomicInteger();
    room.modules.with(
        AgentRegistry.class,
        "agents",
        new Telling(
            room.agents,
            () -> {
              if (first.getAndIncrement() == 0) {
                room.book.create(ACME, rule(AGENT, "b"), ADMIN);
              }
            }));

    assertEquals(422, status(() -> room.book.create(ACME, rule(AGENT, "c"), by("usr_eve"))));

    assertEquals(1, room.agents.refused().size());
    assertEquals(List.of(), room.agents.ended());
  }

  @DatabaseTest
  void keepsTheLastRuleOfABlueprintWhileInstancesNarrowIt(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    instance(room, AGENT);
    TrustRule first = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    TrustRule last = room.book.create(ACME, rule(BLUEPRINT, "b"), ADMIN);
    TrustRule theirs = room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    room.book.delete(ACME, BLUEPRINT, first.id(), ADMIN);

    assertEquals(409, status(() -> room.book.delete(ACME, BLUEPRINT, last.id(), ADMIN)));
    room.book.delete(ACME, AGENT, theirs.id(), ADMIN);
    room.book.delete(ACME, BLUEPRINT, last.id(), ADMIN);
    assertEquals(List.of(), room.book.list(ACME, BLUEPRINT));
  }

  @DatabaseTest
  void keepsTheLastRuleWhereAnInstanceGetsOneMeanwhile(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    instance(room, AGENT);
    TrustRule last = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    room.book.create(ACME, rule(OTHER, "a"), ADMIN);
    var asked = new AtomicInteger();
    room.modules.with(
        AgentRegistry.class,
        "agents",
        new Looked(
            room.agents,
            () -> {
              if (asked.getAndIncrement() == 0) {
                room.book.create(ACME, rule(AGENT, "a"), ADMIN);
              }
            }));

    assertEquals(409, status(() -> room.book.delete(ACME, BLUEPRINT, last.id(), ADMIN)));
    assertEquals(List.of(last), room.book.list(ACME, BLUEPRINT));
  }

  @DatabaseTest
  void decidesOnWhatTwoServersDoAtOnceByOneRow(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule one = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    TrustRule two = room.book.create(ACME, rule(BLUEPRINT, "b"), ADMIN);
    var unit = database.anotherServer().open(TestDatabase.tablesOf(TrustRuleStore.class));
    var other = new TrustRuleStore(unit);
    long mark = room.store.changes(ACME.id());
    long theirs = other.changes(ACME.id());

    var nothing = room.events.prepare();
    assertTrue(other.remove(ACME.id(), one.id(), theirs, nothing));
    assertFalse(room.store.remove(ACME.id(), two.id(), mark, nothing));
    assertFalse(room.store.add(ACME.id(), one, mark, nothing));

    assertEquals(List.of(two), room.book.list(ACME, BLUEPRINT));
    unit.close();
  }

  @DatabaseTest
  void removesARuleOfSeveralThoughTheRegistryIsAway(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule gone = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    TrustRule stays = room.book.create(ACME, rule(BLUEPRINT, "b"), ADMIN);
    room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    room.modules.without(AgentRegistry.class, "agents");

    room.book.delete(ACME, BLUEPRINT, gone.id(), ADMIN);

    assertEquals(List.of(stays), room.book.list(ACME, BLUEPRINT));
  }

  @DatabaseTest
  void disablesTheLastRuleWhereNobodyKnowsWhatInstancesWouldTrustWithoutIt(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule last = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    room.uses.recordUse(ACME.id(), last.id(), AGENT, Instant.EPOCH);
    room.tokens.issue(ACME, token(AGENT));
    room.tokens.issue(ACME, token(OTHER));
    room.modules.without(AgentRegistry.class, "agents");

    assertEquals(503, status(() -> room.book.delete(ACME, BLUEPRINT, last.id(), ADMIN)));

    assertFalse(room.book.get(ACME, BLUEPRINT, last.id()).settings().enabled());
    assertFalse(room.memory.of(ACME.id(), BLUEPRINT).get(0).settings().enabled());
    assertEquals(List.of(OTHER), left(room));
  }

  @DatabaseTest
  void forgetsTheRulesOfAnAgentThatIsDeleted(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    used(room);
    TrustRule stays = room.book.create(ACME, rule(OTHER, "a"), ADMIN);
    room.events.publish(new DomainEvent("subject.deleted", ACME.id(), AGENT));

    assertEquals(List.of(), room.book.list(ACME, AGENT));
    assertEquals(List.of(stays), room.book.list(ACME, OTHER));
  }

  @DatabaseTest
  void forgetsTheRulesOfABlueprintThatIsDeleted(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule gone = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    room.uses.recordUse(ACME.id(), gone.id(), AGENT, Instant.EPOCH);
    TrustRule stays = room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    TrustRule elsewhere = room.book.create(GLOBEX, rule(BLUEPRINT, "a"), ADMIN);
    room.memory.of(ACME.id(), BLUEPRINT);
    room.events.publish(new DomainEvent("agent.blueprint.deleted", ACME.id(), BLUEPRINT));

    assertEquals(List.of(), room.book.list(ACME, BLUEPRINT));
    assertEquals(List.of(), room.memory.of(ACME.id(), BLUEPRINT));
    assertEquals(List.of(), room.uses.listAgents(ACME.id(), gone.id()));
    assertEquals(List.of(stays), room.book.list(ACME, AGENT));
    assertEquals(List.of(elsewhere), room.book.list(GLOBEX, BLUEPRINT));
  }

  @DatabaseTest
  void keepsTheRulesOfABlueprintThatChanges(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule stays = room.book.create(ACME, rule(BLUEPRINT, "a"), ADMIN);
    room.events.publish(new DomainEvent("agent.blueprint.changed", ACME.id(), BLUEPRINT));

    assertEquals(List.of(stays), room.book.list(ACME, BLUEPRINT));
  }

  @DatabaseTest
  void removesEverythingOfATenant(TestDatabase database) {
    var room = new TrustRuleFixture(database);
    TrustRule gone = used(room);
    TrustRule stays = room.book.create(GLOBEX, rule(AGENT, "a"), ADMIN);
    database.eraser(List.of("awl_use", "awl_rule", "awl_change")).erase(ACME.id());
    room.events.publish(new DomainEvent("tenant.changed", ACME.id(), ACME.slug()));

    assertEquals(List.of(), room.memory.of(ACME.id(), AGENT));
    assertEquals(List.of(), room.uses.listAgents(ACME.id(), gone.id()));
    assertEquals(List.of(stays), room.memory.of(GLOBEX.id(), AGENT));
  }

  private static List<String> leftAfter(
      TestDatabase database, UnaryOperator<TrustRuleDefinition> change) {
    var room = new TrustRuleFixture(database);
    TrustRule made = used(room);
    room.book.change(ACME, AGENT, made.id(), change, ADMIN);
    return left(room);
  }

  /** A rule by which an agent got a token, twice; another agent got one otherwise. */
  private static TrustRule used(TrustRuleFixture room) {
    TrustRule made = room.book.create(ACME, rule(AGENT, "a"), ADMIN);
    room.uses.recordUse(ACME.id(), made.id(), AGENT, Instant.EPOCH);
    room.uses.recordUse(ACME.id(), made.id(), AGENT, Instant.EPOCH.plusSeconds(1));
    room.tokens.issue(ACME, token(AGENT));
    room.tokens.issue(ACME, token(OTHER));
    return made;
  }

  private static List<String> left(TrustRuleFixture room) {
    return room.tokens.issued().stream().map(token -> token.subject().id()).sorted().toList();
  }

  private static AccessTokenIssuanceRequest token(String agentId) {
    return new AccessTokenIssuanceRequest(
        aClient().build(),
        new SubjectRef(SubjectRef.AGENT, agentId),
        List.of(),
        Set.of(),
        List.of(),
        Duration.ofMinutes(15),
        Optional.empty(),
        Map.of());
  }

  /** Makes an agent an instance of the blueprint. */
  private static void instance(TrustRuleFixture room, String agentId) {
    room.agents.with(
        ACME,
        anAgent()
            .withId(agentId)
            .with(
                new AgentGovernance(
                    AgentStatus.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(BLUEPRINT))));
  }

  /** A registry in which something happens before each look for an agent. */
  private record Looked(AgentRegistry agents, Runnable before) implements AgentRegistry {
    @Override
    public Optional<Agent> find(TenantContext tenant, String agentId) {
      before.run();
      return agents.find(tenant, agentId);
    }

    @Override
    public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
      return agents.findByClient(tenant, clientId);
    }

    @Override
    public AgentRegistrationResult register(TenantContext tenant, NewAgent agent) {
      return agents.register(tenant, agent);
    }
  }

  /** A registry that is told who sets what after something else happened. */
  private record Telling(FakeAgentRegistry agents, Runnable before) implements AgentRegistry {
    @Override
    public void recordCredentialSet(
        TenantContext tenant, String holder, String id, boolean replaced, AuditInitiator by) {
      before.run();
      agents.recordCredentialSet(tenant, holder, id, replaced, by);
    }

    @Override
    public void recordCredentialRejected(
        TenantContext tenant, String holderId, String credentialId) {
      agents.recordCredentialRejected(tenant, holderId, credentialId);
    }

    @Override
    public Optional<Agent> find(TenantContext tenant, String agentId) {
      return agents.find(tenant, agentId);
    }

    @Override
    public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
      return agents.findByClient(tenant, clientId);
    }

    @Override
    public AgentRegistrationResult register(TenantContext tenant, NewAgent agent) {
      return agents.register(tenant, agent);
    }
  }

  private static int status(Runnable work) {
    return assertThrows(ApiException.class, work::run).status();
  }
}
