/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;
import static org.lumoauth.agents.registry.AgentRegistryFixture.newAgent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.registry.store.AgentListFilter;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class AgentRegistryServiceTest {

  private static final RoleRef READER = new RoleRef("rol_1", "Reader", "reader");

  @DatabaseTest
  void findsARegisteredAgentByItsIdAndByItsClient(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read", "files.write").agent();

      assertEquals(Optional.of(agent), registry.directory.find(ACME, agent.id()));
      assertEquals(Optional.of(agent), registry.directory.findByClient(ACME, agent.clientId()));
    }
  }

  @DatabaseTest
  void readsBackFromTheDatabaseWhatWasRegistered(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent =
          registry
              .directory
              .register(
                  ACME,
                  new NewAgent(
                      "Größe 𝛼", Optional.of("Two\nlines"), Set.of("files.read"), List.of()))
              .agent();

      assertEquals(agent, registry.store.find(ACME.id(), agent.id()).orElseThrow().agent());
    }
  }

  @DatabaseTest
  void keepsAgentsOfTenantsApart(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      assertEquals(Optional.empty(), registry.directory.find(OTHER, agent.id()));
      assertEquals(Optional.empty(), registry.directory.findByClient(OTHER, agent.clientId()));
      assertEquals(0, registry.store.list(OTHER, PageRequest.first()).total());
      var stranger = AgentUpdate.ofCapabilities(List.of());
      assertThrows(
          ApiException.class,
          () -> registry.directory.update(OTHER, agent.id(), stranger, ChangeAttribution.CONSOLE));
      assertThrows(
          ApiException.class,
          () -> registry.directory.delete(OTHER, agent.id(), ChangeAttribution.CONSOLE));
    }
  }

  @DatabaseTest
  void knowsWhoIsBehindAnAgent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.users.with(ACME, user("usr_owner")).with(ACME, user("usr_sponsor"));
      var people =
          new AgentUpdate(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of("usr_owner"),
              Optional.of("usr_sponsor"),
              Optional.empty(),
              Optional.empty());
      var id = registry.register("Robot").agent().id();
      registry.directory.update(ACME, id, people, ChangeAttribution.CONSOLE);

      assertTrue(registry.directory.isOwnerOrSponsor(ACME, "usr_owner"));
      assertTrue(registry.directory.isOwnerOrSponsor(ACME, "usr_sponsor"));
      assertFalse(registry.directory.isOwnerOrSponsor(ACME, "usr_other"));
      assertFalse(registry.directory.isOwnerOrSponsor(OTHER, "usr_owner"));
    }
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  @DatabaseTest
  void holdsTheLargestSetOfCapabilities(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var most =
          IntStream.range(0, CapabilitySyntaxValidator.MAX_COUNT)
              .mapToObj(
                  i ->
                      "c".repeat(CapabilitySyntaxValidator.MAX_LENGTH - 3)
                          + String.format("%03d", i))
              .collect(Collectors.toUnmodifiableSet());
      var agent =
          registry
              .directory
              .register(ACME, new NewAgent("Robot", Optional.empty(), most, List.of()))
              .agent();

      assertEquals(
          most, registry.store.find(ACME.id(), agent.id()).orElseThrow().agent().capabilities());
    }
  }

  @DatabaseTest
  void tellsCapabilitiesApartThatDifferInCaseOnly(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read", "Files.read").agent();

      assertEquals(
          Set.of("files.read", "Files.read"),
          registry.store.find(ACME.id(), agent.id()).orElseThrow().agent().capabilities());
    }
  }

  @DatabaseTest
  void losesNoneOfManyChangesAtOnce(TestDatabase database) throws Exception {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Robot").agent().id();
      var start = new CountDownLatch(1);
      var pool = Executors.newFixedThreadPool(3);
      var done =
          List.of("a.one", "b.two", "c.three").stream()
              .map(
                  added ->
                      pool.submit(
                          () -> {
                            start.await();
                            return registry.changes.apply(
                                ACME, id, was -> was.with(widened(was, added)));
                          }))
              .toList();
      start.countDown();
      for (var each : done) {
        each.get();
      }
      pool.shutdown();

      assertEquals(
          Set.of("a.one", "b.two", "c.three"),
          registry.store.find(ACME.id(), id).orElseThrow().agent().capabilities());
    }
  }

  @DatabaseTest
  void showsANarrowedCeilingToTheNextCall(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read", "files.write").agent();
      registry.directory.find(ACME, agent.id());

      registry.directory.update(
          ACME,
          agent.id(),
          AgentUpdate.ofCapabilities(List.of("files.read")),
          ChangeAttribution.CONSOLE);

      assertEquals(
          Set.of("files.read"),
          registry.directory.find(ACME, agent.id()).orElseThrow().capabilities());
      assertEquals(
          Set.of("files.read"),
          registry.clients.find(ACME, agent.clientId()).orElseThrow().scope());
    }
  }

  @DatabaseTest
  void showsAChangeToAnotherNodeOnceTheEventArrived(TestDatabase database) {
    var vault = new FakeSecretProtectionService();
    var events = new FakeDomainEventPublisher();
    var identifiers = new FakeIdGenerator();
    try (var here = new AgentRegistryFixture(database.units(), events, vault, identifiers);
        var there =
            new AgentRegistryFixture(database.anotherServer(), events, vault, identifiers)) {
      var agent = here.register("Robot", "files.read").agent();
      assertTrue(there.directory.find(ACME, agent.id()).orElseThrow().enabled());

      here.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE);

      assertFalse(there.directory.find(ACME, agent.id()).orElseThrow().enabled());
    }
  }

  @DatabaseTest
  void leavesWhatAnEditDoesNotName(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      var edit =
          new AgentUpdate(
              Optional.of("Renamed"), Optional.empty(), Optional.empty(), Optional.empty());

      var after =
          registry.directory.update(ACME, agent.id(), edit, ChangeAttribution.CONSOLE).agent();

      assertEquals("Renamed", after.name());
      assertEquals(agent.capabilities(), after.capabilities());
    }
  }

  @DatabaseTest
  void findsByPartOfTheNameWithoutWildcards(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.register("Invoice 100%");
      registry.register("Mail robot");

      assertEquals(1, search(registry, "INVOICE").total());
      assertEquals(1, search(registry, "100%").total());
      assertEquals(0, search(registry, "_nvoice").total());
    }
  }

  @DatabaseTest
  void listsByStatusAndType(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.register("Robot");
      var form = new NewAgent("Bot", Optional.empty(), Set.of(), List.of());
      registry.directory.register(
          ACME,
          form,
          Optional.of("bot"),
          StoredAgentCredentials.nothing(),
          ChangeAttribution.CONSOLE);

      assertEquals(2, listed(registry, "active", null));
      assertEquals(0, listed(registry, "suspended", null));
      assertEquals(1, listed(registry, "active", "bot"));
      assertEquals(0, listed(registry, null, "service"));
      assertEquals(0, listed(registry, null, "toaster"));
      Executable wrong = () -> AgentListFilter.of("asleep", null);
      assertEquals(422, assertThrows(ApiException.class, wrong).status());
    }
  }

  private static long listed(AgentRegistryFixture registry, String status, String type) {
    return registry.store.list(ACME, AgentListFilter.of(status, type), PageRequest.first()).total();
  }

  @DatabaseTest
  void refusesToSortByWhatIsNoProperty(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var request = new PageRequest(1, 10, Optional.empty(), Optional.of("secretHash"), false);

      assertEquals(
          422, assertThrows(ApiException.class, () -> registry.store.list(ACME, request)).status());
    }
  }

  @DatabaseTest
  void endsTokensAndRolesOfAnAgentThatIsRemoved(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.roleAssignments.withRole(ACME, READER);
      var agent =
          registry
              .directory
              .register(
                  ACME, new NewAgent("Robot", Optional.empty(), Set.of("a.b"), List.of("reader")))
              .agent();
      var subject = new SubjectRef(SubjectRef.AGENT, agent.id());
      registry.credentials.issueToken(
          ACME,
          registry.directory.require(ACME, agent.id()),
          Optional.empty(),
          Optional.empty(),
          ChangeAttribution.CONSOLE);
      assertEquals(List.of(READER), registry.roleAssignments.rolesOf(ACME, subject));

      registry.directory.delete(ACME, agent.id(), ChangeAttribution.CONSOLE);

      assertEquals(List.of(), registry.tokens.issued());
      assertEquals(List.of(), registry.roleAssignments.rolesOf(ACME, subject));
      assertEquals(SubjectStatus.UNKNOWN, registry.subjects.status(ACME, subject));
      assertTrue(registry.events.published("subject.deleted", agent.id()));
    }
  }

  @DatabaseTest
  void registersNobodyWhereARoleIsUnknown(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var asked = new NewAgent("Robot", Optional.empty(), Set.of(), List.of("nobody"));

      var refusal =
          assertThrows(ApiException.class, () -> registry.directory.register(ACME, asked));

      assertEquals(422, refusal.status());
      assertEquals(0, registry.store.list(ACME, PageRequest.first()).total());
    }
  }

  @DatabaseTest
  void saysWhichModuleIsMissingWhereRolesAreAskedFor(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.roles.assignments = null;
      var asked = new NewAgent("Robot", Optional.empty(), Set.of(), List.of("reader"));

      var refusal =
          assertThrows(ApiException.class, () -> registry.directory.register(ACME, asked));

      assertEquals(503, refusal.status());
      assertEquals("authz-rbac", refusal.details().get("module"));
    }
  }

  @DatabaseTest
  void registersWithoutRolesWhereTheirModuleIsAbsent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.roles.assignments = null;

      var agent = registry.register("Robot", "files.read").agent();

      assertTrue(registry.directory.find(ACME, agent.id()).isPresent());
    }
  }

  @DatabaseTest
  void erasesOneTenantAndLeavesTheOther(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.register("Robot");
      var kept = registry.directory.register(OTHER, newAgent("Kept")).agent();

      database
          .eraser(List.of("agent", "agent_blueprint", "agent_credential", "agent_client_gone"))
          .erase(ACME.id());
      registry.cache.onEvent(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

      assertEquals(0, registry.store.list(ACME, PageRequest.first()).total());
      assertTrue(registry.directory.find(OTHER, kept.id()).isPresent());
    }
  }

  @DatabaseTest
  void recordsEveryChangeWithoutASecret(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = registry.register("Robot", "files.read");
      var id = made.agent().id();
      registry.directory.update(
          ACME, id, AgentUpdate.ofCapabilities(List.of("files.write")), ChangeAttribution.CONSOLE);
      registry.state.disable(ACME, id, ChangeAttribution.CONSOLE);
      registry.state.enable(ACME, id, ChangeAttribution.CONSOLE);
      var rotated = registry.credentials.rotate(ACME, id, ChangeAttribution.CONSOLE);
      registry.directory.delete(ACME, id, ChangeAttribution.CONSOLE);

      assertEquals(
          List.of(
              "agent.created",
              "agent.updated",
              "agent.disabled",
              "agent.enabled",
              "agent.secret.rotated",
              "agent.deleted"),
          registry.audit.actions(ACME.id()));
      var all = registry.audit.of(ACME.id()).toString();
      assertFalse(all.contains(made.clientSecret()) || all.contains(rotated.secret()));
    }
  }

  private static Page<StoredAgent> search(AgentRegistryFixture registry, String text) {
    return registry.store.list(
        ACME, new PageRequest(1, 10, Optional.of(text), Optional.empty(), false));
  }

  private static Agent widened(StoredAgent was, String added) {
    var agent = was.agent();
    var all = new HashSet<>(agent.capabilities());
    all.add(added);
    return new Agent(
        agent.id(),
        agent.clientId(),
        agent.name(),
        agent.description(),
        agent.identityType(),
        all,
        agent.enabled(),
        agent.createdAt());
  }
}
