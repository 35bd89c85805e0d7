/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class AgentLifecycleTest {

  @DatabaseTest
  void letsAPendingAgentActOnceItIsActivated(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent =
          registry
              .directory
              .register(ACME, pending(AgentGovernance.of(AgentStatus.PENDING)))
              .agent();
      assertFalse(agent.enabled());

      registry.state.enable(ACME, agent.id(), ChangeAttribution.CONSOLE);

      assertTrue(registry.directory.find(ACME, agent.id()).orElseThrow().enabled());
    }
  }

  @DatabaseTest
  void removesAnAgentThatIsChangedAtTheSameMoment(TestDatabase database) throws Exception {
    try (var registry = new AgentRegistryFixture(database.units())) {
      for (int round = 0; round < 15; round++) {
        var id = registry.register("Robot", "files.read").agent().id();

        ConcurrentRunner.runAll(
            2,
            who -> {
              if (who == 0) {
                registry.directory.delete(ACME, id, ChangeAttribution.CONSOLE);
              } else {
                disable(registry, id);
              }
              return who;
            });

        assertEquals(Optional.empty(), registry.store.find(ACME.id(), id));
      }
    }
  }

  private static void disable(AgentRegistryFixture registry, String id) {
    try {
      registry.state.disable(ACME, id, ChangeAttribution.CONSOLE);
    } catch (ApiException gone) {
      assertEquals(404, gone.status());
    }
  }

  @DatabaseTest
  void endsEveryTokenAndTheSecretOfAnAgentThatIsRetired(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = registry.register("Robot", "files.read");
      var agent = made.agent();
      var token =
          registry.credentials.issueToken(
              ACME,
              registry.directory.effective(ACME, agent.id()),
              Optional.empty(),
              Optional.empty(),
              ChangeAttribution.CONSOLE);

      registry.end.retire(ACME, agent.id(), ChangeAttribution.CONSOLE);

      assertEquals(
          "unknown or revoked",
          assertThrows(
                  InvalidTokenException.class, () -> registry.tokens.verify(ACME, token.value()))
              .getMessage());
      assertFalse(registry.clients.verifySecret(ACME, agent.clientId(), made.clientSecret()));
      assertArrayEquals(
          new byte[32],
          registry.store.find(ACME.id(), agent.id()).orElseThrow().kept().secretHash());
      assertTrue(registry.events.published("subject.disabled", agent.id()));
    }
  }

  @DatabaseTest
  void refusesToReactivateARetiredAgent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Robot", "files.read").agent().id();
      registry.end.retire(ACME, id, ChangeAttribution.CONSOLE);

      for (Runnable attempt :
          List.<Runnable>of(
              () -> registry.state.enable(ACME, id, ChangeAttribution.CONSOLE),
              () -> registry.state.disable(ACME, id, ChangeAttribution.CONSOLE))) {
        assertEquals("agent_retired", assertThrows(ApiException.class, attempt::run).code());
      }
      var rotation =
          assertThrows(
              ApiException.class,
              () -> registry.credentials.rotate(ACME, id, ChangeAttribution.CONSOLE));
      assertEquals("invalid_request", rotation.code());
      assertTrue(rotation.getMessage().endsWith("its status retired."), rotation.getMessage());
      assertEquals(
          AgentStatus.RETIRED, registry.directory.find(ACME, id).orElseThrow().details().status());
    }
  }

  @DatabaseTest
  void suspendsAllSubAgents(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read").agent();
      var child = below(registry, parent, "files.read");
      var grandchild = below(registry, child, "files.read");
      var token =
          registry.credentials.issueToken(
              ACME,
              registry.directory.effective(ACME, grandchild.id()),
              Optional.empty(),
              Optional.empty(),
              ChangeAttribution.CONSOLE);

      registry.state.disable(ACME, parent.id(), ChangeAttribution.CONSOLE);

      for (var below : List.of(child, grandchild)) {
        var stored = registry.store.find(ACME.id(), below.id()).orElseThrow();
        assertEquals(SubjectStatus.DISABLED, registry.subjects.status(ACME, stored.subject()));
        assertTrue(registry.events.published("subject.disabled", below.id()));
        assertTrue(
            registry.audit.of(ACME.id()).stream()
                .map(AuditRecord::event)
                .filter(event -> event.action().equals("agent.stopped_from_above"))
                .anyMatch(event -> event.target().orElseThrow().id().equals(below.id())));
      }
      registry.state.enable(ACME, parent.id(), ChangeAttribution.CONSOLE);
      assertEquals(
          "unknown or revoked",
          assertThrows(
                  InvalidTokenException.class, () -> registry.tokens.verify(ACME, token.value()))
              .getMessage());
    }
  }

  @DatabaseTest
  void retiresAllSubAgents(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read").agent();
      var child = below(registry, parent, "files.read");

      registry.end.retire(ACME, parent.id(), ChangeAttribution.CONSOLE);

      assertEquals(
          AgentStatus.RETIRED,
          registry.store.find(ACME.id(), child.id()).orElseThrow().agent().details().status());
    }
  }

  @DatabaseTest
  void removesAllSubAgents(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var parent = registry.register("Parent", "files.read").agent();
      var child = below(registry, parent, "files.read");

      registry.directory.delete(ACME, parent.id(), ChangeAttribution.CONSOLE);

      assertEquals(Optional.empty(), registry.directory.find(ACME, child.id()));
    }
  }

  private static Agent below(AgentRegistryFixture registry, Agent parent, String... capabilities) {
    return registry
        .subAgents
        .register(
            ACME,
            parent.id(),
            parent.capabilities(),
            AgentRegistryFixture.newAgent("Below " + parent.name(), capabilities),
            StoredAgentCredentials.nothing(),
            ChangeAttribution.CONSOLE)
        .agent();
  }

  private static NewAgent pending(AgentGovernance details) {
    return new NewAgent(
        "Robot", Optional.empty(), Set.of(), List.of(), Agent.CLIENT_CREDENTIALS, details);
  }
}
