/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.blueprint.BlueprintRequestBody;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class AgentCapabilityNarrowingTest {

  private static final int AT_ONCE = 8;

  @DatabaseTest
  void refusesASubAgentThatIsToHoldMoreThanItsParent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read").agent();

      var refusal =
          assertThrows(
              ApiException.class, () -> below(registry, parent.id(), "files.read", "files.write"));

      assertEquals(403, refusal.status());
      assertEquals("capability_denied", refusal.code());
    }
  }

  /** What it makes lasts longer than the token by which it made it. */
  @DatabaseTest
  void refusesASubAgentThatIsToHoldMoreThanTheTokenThatAsks(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read", "files.write").agent();
      var scope = Set.of("files.read", "agents.register");

      var refusal =
          assertThrows(
              ApiException.class, () -> below(registry, parent.id(), scope, "files.write"));

      assertEquals(403, refusal.status());
      assertEquals("capability_denied", refusal.code());
      assertEquals(
          Set.of("files.read"), below(registry, parent.id(), scope, "files.read").capabilities());
    }
  }

  @DatabaseTest
  void limitsTokensToWhatTheAgentIsCapableOfNow(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read", "files.write").agent();
      var child = below(registry, parent.id(), "files.read", "files.write");
      var source = new AgentSubjectSource(registry.effective);
      var subject = new SubjectRef(SubjectRef.AGENT, child.id());
      assertEquals(
          Optional.of(Set.of("files.read", "files.write")), source.findScopeLimit(ACME, subject));

      registry.directory.update(
          ACME,
          parent.id(),
          AgentUpdate.ofCapabilities(List.of("files.read")),
          ChangeAttribution.CONSOLE);

      assertEquals(Optional.of(Set.of("files.read")), source.findScopeLimit(ACME, subject));
      assertEquals(Optional.of(Set.of()), source.findScopeLimit(OTHER, subject));
    }
  }

  @DatabaseTest
  void letsAnAgentActForNobodyAnyMoreThatLosesTheCapability(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", Agent.ON_BEHALF).agent();
      var child = below(registry, parent.id(), Agent.ON_BEHALF);
      var acting = new SubjectRef(SubjectRef.AGENT, child.id());
      var user = new SubjectRef(SubjectRef.USER, "usr_1");
      assertTrue(registry.subjects.canActFor(ACME, acting, user));

      registry.directory.update(
          ACME,
          parent.id(),
          AgentUpdate.ofCapabilities(List.of("files.read")),
          ChangeAttribution.CONSOLE);

      assertFalse(registry.subjects.canActFor(ACME, acting, user));
      assertFalse(registry.subjects.canActFor(OTHER, acting, user));
      assertTrue(
          registry.subjects.canActFor(ACME, acting, new SubjectRef("task", "tsk_1")),
          "a task is its own");
    }
  }

  @DatabaseTest
  void takesFromASubAgentWhatItsParentLoses(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read", "files.write").agent();
      var child = below(registry, parent.id(), "files.read", "files.write");
      registry.directory.find(ACME, child.id());

      registry.directory.update(
          ACME,
          parent.id(),
          AgentUpdate.ofCapabilities(List.of("files.read")),
          ChangeAttribution.CONSOLE);

      assertEquals(
          Set.of("files.read"),
          registry.directory.find(ACME, child.id()).orElseThrow().capabilities());
      assertEquals(
          Set.of("files.read"),
          registry.clients.find(ACME, child.clientId()).orElseThrow().scope());
    }
  }

  @DatabaseTest
  void givesASubAgentNothingThatAnAdministratorAddsBeyondItsParent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read").agent();
      var child = below(registry, parent.id(), "files.read");

      registry.directory.update(
          ACME,
          child.id(),
          AgentUpdate.ofCapabilities(List.of("files.read", "users.write")),
          ChangeAttribution.CONSOLE);

      assertEquals(
          Set.of("files.read"),
          registry.directory.find(ACME, child.id()).orElseThrow().capabilities());
    }
  }

  @DatabaseTest
  void letsNoLineOfAgentsGrowBeyondTheTenantsLimit(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("maxSubAgentDepth", 2L));
      var first = registry.register("First", "a.b").agent();
      var second = below(registry, first.id(), "a.b");
      var third = below(registry, second.id(), "a.b");

      var refusal = assertThrows(ApiException.class, () -> below(registry, third.id(), "a.b"));

      assertEquals(403, refusal.status());
      assertEquals(2, refusal.details().get("max_depth"));
    }
  }

  @DatabaseTest
  void letsNoAgentRegisterMoreThanTheTenantsLimit(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("maxSubAgents", 1L));
      var parent = registry.register("Parent").agent();
      below(registry, parent.id());

      var refusal = assertThrows(ApiException.class, () -> below(registry, parent.id()));

      assertEquals("too_many_sub_agents", refusal.code());
    }
  }

  @DatabaseTest
  void countsAgentsBelowOneRoot(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("maxSubAgentsPerRoot", 3L));
      var root = registry.register("Root", "a.b").agent();
      var second = below(registry, root.id(), "a.b");
      var third = below(registry, second.id(), "a.b");
      below(registry, third.id(), "a.b");

      for (String parent : List.of(root.id(), second.id(), third.id())) {
        var refusal =
            assertThrows(ApiException.class, () -> below(registry, parent, "a.b"), parent);
        assertEquals("too_many_sub_agents", refusal.code());
        assertEquals(3, refusal.details().get("max_sub_agents_per_root"));
      }
      below(registry, registry.register("Other", "a.b").agent().id(), "a.b");
    }
  }

  @DatabaseTest
  void countsThemAtOnceToo(TestDatabase database) throws Exception {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("maxSubAgentsPerRoot", 4L));
      var root = registry.register("Root", "a.b").agent();
      var second = below(registry, root.id(), "a.b");
      var together = new CyclicBarrier(AT_ONCE);
      var threads = Executors.newFixedThreadPool(AT_ONCE);
      int done = 0;
      try {
        List<Future<Boolean>> made = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          String parent = i % 2 == 0 ? root.id() : second.id();
          made.add(threads.submit(() -> registersBelow(registry, parent, together)));
        }
        for (Future<Boolean> each : made) {
          done += each.get() ? 1 : 0;
        }
      } finally {
        threads.shutdownNow();
      }
      assertEquals(3, done);
    }
  }

  @DatabaseTest
  void letsNoAgentRegisterMoreThanThatAtOnceEither(TestDatabase database) throws Exception {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("maxSubAgents", 3L));
      var parent = registry.register("Parent").agent();
      var together = new CyclicBarrier(AT_ONCE);
      var threads = Executors.newFixedThreadPool(AT_ONCE);
      try {
        List<Future<Boolean>> made = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          made.add(threads.submit(() -> registersBelow(registry, parent.id(), together)));
        }
        int done = 0;
        for (Future<Boolean> each : made) {
          done += each.get() ? 1 : 0;
        }
        assertEquals(3, done);
      } finally {
        threads.shutdownNow();
      }
      assertEquals(3, registry.store.listChildIds(ACME.id(), parent.id()).size());
    }
  }

  private static boolean registersBelow(
      AgentRegistryFixture registry, String parentId, CyclicBarrier together) throws Exception {
    together.await();
    try {
      below(registry, parentId);
      return true;
    } catch (ApiException refusal) {
      assertEquals("too_many_sub_agents", refusal.code());
      return false;
    }
  }

  @DatabaseTest
  void givesAnInstanceWhatItsBlueprintHasNow(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read", "files.write");
      var agent = instance(registry, blueprint.id());
      assertEquals(Set.of("files.read", "files.write"), agent.capabilities());

      narrow(registry, blueprint.id(), "files.read");

      assertEquals(
          Set.of("files.read"),
          registry.directory.find(ACME, agent.id()).orElseThrow().capabilities());
    }
  }

  @DatabaseTest
  void narrowsAnInstanceOnAnotherNodeOnceTheEventArrived(TestDatabase database) {
    var vault = new FakeSecretProtectionService();
    var events = new FakeDomainEventPublisher();
    var identifiers = new FakeIdGenerator();
    try (var here = new AgentRegistryFixture(database.units(), events, vault, identifiers);
        var there =
            new AgentRegistryFixture(database.anotherServer(), events, vault, identifiers)) {
      var blueprint = blueprint(here, "files.read", "files.write");
      var agent = instance(here, blueprint.id());
      assertEquals(2, there.directory.find(ACME, agent.id()).orElseThrow().capabilities().size());

      narrow(here, blueprint.id(), "files.read");

      assertEquals(
          Set.of("files.read"),
          there.directory.find(ACME, agent.id()).orElseThrow().capabilities());
    }
  }

  @DatabaseTest
  void refusesAnInstanceThatIsToHoldMoreThanItsBlueprint(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");

      var refusal =
          assertThrows(
              ApiException.class,
              () -> instance(registry, blueprint.id(), "files.read", "files.write"));

      assertEquals(422, refusal.status());
      assertEquals(
          "capabilities of an instance must be included in the capabilities of its " + "blueprint.",
          refusal.getMessage());
    }
  }

  @DatabaseTest
  void stopsEveryInstanceOfABlueprintThatIsSwitchedOff(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");
      var agent = instance(registry, blueprint.id());
      var child = below(registry, agent.id(), "files.read");

      registry.blueprints.change(
          ACME,
          blueprint.id(),
          new BlueprintRequestBody(null, null, null, null, false),
          ChangeAttribution.CONSOLE);

      for (var stopped : List.of(agent, child)) {
        assertFalse(registry.directory.find(ACME, stopped.id()).orElseThrow().enabled());
        assertTrue(registry.events.published("subject.disabled", stopped.id()));
      }
    }
  }

  @DatabaseTest
  void writesDownWithABlueprintWhomItStops(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");
      var agent = instance(registry, blueprint.id());
      var child = below(registry, agent.id(), "files.read");

      registry.blueprints.change(
          ACME,
          blueprint.id(),
          new BlueprintRequestBody(null, null, null, null, false),
          ChangeAttribution.CONSOLE);

      assertEquals(
          List.of(
              new DomainEvent("subject.disabled", ACME.id(), child.id()),
              new DomainEvent("subject.disabled", ACME.id(), agent.id())),
          registry.events.written());
    }
  }

  @DatabaseTest
  void writesDownWithAnAgentWhomItsEndStops(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot").agent();
      var child = below(registry, agent.id());

      registry.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE);
      registry.directory.delete(ACME, agent.id(), ChangeAttribution.CONSOLE);

      assertEquals(
          List.of(
              new DomainEvent("subject.disabled", ACME.id(), agent.id()),
              new DomainEvent("subject.disabled", ACME.id(), child.id()),
              new DomainEvent("subject.deleted", ACME.id(), agent.id()),
              new DomainEvent("client.changed", ACME.id(), agent.clientId()),
              new DomainEvent("subject.disabled", ACME.id(), child.id()),
              new DomainEvent("subject.deleted", ACME.id(), child.id()),
              new DomainEvent("client.changed", ACME.id(), child.clientId())),
          registry.events.written());
    }
  }

  @DatabaseTest
  void rollsBackSuspensionsWhoseEventCannotBeWritten(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot").agent();
      var blueprint = blueprint(registry, "files.read");
      registry.events.failWrites();

      assertThrows(
          RuntimeException.class,
          () -> registry.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE));
      assertThrows(
          RuntimeException.class,
          () -> registry.directory.delete(ACME, agent.id(), ChangeAttribution.CONSOLE));
      assertThrows(
          RuntimeException.class,
          () -> registry.blueprints.delete(ACME, blueprint.id(), ChangeAttribution.CONSOLE));

      assertTrue(registry.store.find(ACME.id(), agent.id()).orElseThrow().agent().enabled());
      assertEquals(blueprint, registry.blueprints.require(ACME, blueprint.id()));
    }
  }

  @DatabaseTest
  void keepsABlueprintThatHasInstances(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");
      instance(registry, blueprint.id());

      var refusal =
          assertThrows(
              ApiException.class,
              () -> registry.blueprints.delete(ACME, blueprint.id(), ChangeAttribution.CONSOLE));

      assertEquals(409, refusal.status());
    }
  }

  @DatabaseTest
  void tellsOthersThatABlueprintIsGone(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");
      narrow(registry, blueprint.id(), "files.read");
      assertFalse(registry.events.published("agent.blueprint.deleted", blueprint.id()));

      registry.blueprints.delete(ACME, blueprint.id(), ChangeAttribution.CONSOLE);

      assertTrue(registry.events.published("agent.blueprint.deleted", blueprint.id()));
    }
  }

  @DatabaseTest
  void knowsNoBlueprintOfAnotherTenant(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var blueprint = blueprint(registry, "files.read");

      assertThrows(ApiException.class, () -> registry.blueprints.require(OTHER, blueprint.id()));
      var asked = asked(blueprint.id());
      assertThrows(ApiException.class, () -> registry.directory.register(OTHER, asked));
    }
  }

  private static AgentBlueprint blueprint(AgentRegistryFixture registry, String... capabilities) {
    return registry.blueprints.create(
        ACME,
        new BlueprintRequestBody("Clerk", null, List.of(capabilities), null, null),
        ChangeAttribution.CONSOLE);
  }

  private static void narrow(
      AgentRegistryFixture registry, String blueprintId, String... capabilities) {
    registry.blueprints.change(
        ACME,
        blueprintId,
        new BlueprintRequestBody(null, null, List.of(capabilities), null, null),
        ChangeAttribution.CONSOLE);
  }

  private static Agent instance(
      AgentRegistryFixture registry, String blueprintId, String... capabilities) {
    return registry.directory.register(ACME, asked(blueprintId, capabilities)).agent();
  }

  private static NewAgent asked(String blueprintId, String... capabilities) {
    return new NewAgent(
        "Instance",
        Optional.empty(),
        Set.of(capabilities),
        List.of(),
        Agent.CLIENT_CREDENTIALS,
        new AgentGovernance(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(blueprintId)));
  }

  private static Agent below(
      AgentRegistryFixture registry, String parentId, String... capabilities) {
    var scope = registry.directory.find(ACME, parentId).orElseThrow().capabilities();
    return below(registry, parentId, scope, capabilities);
  }

  private static Agent below(
      AgentRegistryFixture registry, String parentId, Set<String> scope, String... capabilities) {
    return registry
        .subAgents
        .register(
            ACME,
            parentId,
            scope,
            AgentRegistryFixture.newAgent("Below", capabilities),
            StoredAgentCredentials.nothing(),
            ChangeAttribution.CONSOLE)
        .agent();
  }
}
