/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.AgentUpdate;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentCredentialServiceTest {

  @DatabaseTest
  void recognizesTheSecretThatWasShown(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = registry.register("Robot");
      var clientId = made.agent().clientId();

      assertTrue(registry.clients.verifySecret(ACME, clientId, made.clientSecret()));
      assertFalse(registry.clients.verifySecret(ACME, clientId, made.clientSecret() + "x"));
      assertFalse(registry.clients.verifySecret(ACME, clientId, ""));
      assertFalse(registry.clients.verifySecret(OTHER, clientId, made.clientSecret()));
    }
  }

  @DatabaseTest
  void remembersWhoHadATokenMade(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      var stored = registry.directory.require(ACME, agent.id());
      var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
      registry.users.with(ACME, ada, "Ada");
      var helper = new SubjectRef(SubjectRef.AGENT, "agt_helper");

      var token =
          registry.credentials.issueToken(
              ACME,
              stored,
              Optional.empty(),
              Optional.empty(),
              new ChangeAttribution(helper, List.of(ada), Optional.empty()));
      var ofTheConsole =
          registry.credentials.issueToken(
              ACME, stored, Optional.empty(), Optional.empty(), ChangeAttribution.CONSOLE);

      assertEquals(Set.of(ada), registry.directory.findTokenRequesters(ACME, token.id()));
      assertEquals(Set.of(), registry.directory.findTokenRequesters(OTHER, token.id()));
      assertEquals(Set.of(), registry.directory.findTokenRequesters(ACME, ofTheConsole.id()));
      registry.users.disabled(ACME, ada);
      assertEquals(
          Set.of(), registry.directory.findTokenRequesters(ACME, token.id()), "Ada was stopped");
    }
  }

  @DatabaseTest
  void remembersWhoSetWhatAnAgentAuthenticatesBy(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var eve = user(registry, "usr_eve");
      var robot =
          registry.directory.register(
              ACME,
              AgentRegistryFixture.newAgent("Robot"),
              Optional.empty(),
              StoredAgentCredentials.nothing(),
              by(ada));
      var id = robot.agent().id();
      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, id));

      registry.credentials.rotate(ACME, id, by(bob));

      assertEquals(
          Set.of(ada, bob), registry.directory.findCredentialSetters(ACME, id), "her tokens");
      assertEquals(Set.of(), registry.directory.findCredentialSetters(OTHER, id));
      registry.credentials.rotate(ACME, id, ChangeAttribution.CONSOLE);
      assertEquals(Set.of(ada, bob), registry.directory.findCredentialSetters(ACME, id));
      registry.directory.update(ACME, id, AgentUpdate.ofCapabilities(List.of("a.b")), by(eve));
      assertEquals(Set.of(ada, bob), registry.directory.findCredentialSetters(ACME, id));
      registry.users.disabled(ACME, bob);
      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, id));
    }
  }

  @DatabaseTest
  void remembersWhoSetAnApiKey(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var id =
          registry
              .directory
              .register(
                  ACME,
                  new NewAgent(
                      "Robot",
                      Optional.empty(),
                      Set.of(),
                      List.of(),
                      Agent.API_KEY,
                      AgentGovernance.PLAIN))
              .agent()
              .id();
      assertEquals(Set.of(), registry.directory.findCredentialSetters(ACME, id));

      registry.credentials.rotateKey(ACME, id, by(ada));

      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, id));
    }
  }

  /**
   * Whoever knows what an agent authenticates by has it register others, and gets their secrets.
   */
  @DatabaseTest
  void remembersWhoCouldHaveAnAgentSetIt(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var above = registry.register("Above").agent();
      var stored = registry.directory.require(ACME, above.id());
      var token =
          registry.credentials.issueToken(
              ACME, stored, Optional.empty(), Optional.empty(), by(ada));
      var byIt =
          new ChangeAttribution(
              stored.subject(), List.of(), Optional.empty(), Optional.of(token.id()));
      var below =
          registry.subAgents.register(
              ACME,
              above.id(),
              Set.of(),
              AgentRegistryFixture.newAgent("Below"),
              StoredAgentCredentials.nothing(),
              byIt);
      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, below.agent().id()));

      registry.credentials.rotate(ACME, above.id(), by(bob));

      assertEquals(
          Set.of(ada, bob), registry.directory.findCredentialSetters(ACME, below.agent().id()));
    }
  }

  /** Whoever stands behind an agent gets the tokens that it has made for others. */
  @DatabaseTest
  void remembersWhoCouldHaveAnAgentHaveATokenMade(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var helper = registry.register("Helper").agent();
      var robot = registry.directory.require(ACME, registry.register("Robot").agent().id());
      registry.credentials.rotate(ACME, helper.id(), by(ada));
      var shown =
          registry.credentials.issueToken(
              ACME,
              registry.directory.require(ACME, helper.id()),
              Optional.empty(),
              Optional.empty(),
              by(bob));
      var byHelper =
          new ChangeAttribution(
              new SubjectRef(SubjectRef.AGENT, helper.id()),
              List.of(),
              Optional.empty(),
              Optional.of(shown.id()));

      var token =
          registry.credentials.issueToken(
              ACME, robot, Optional.empty(), Optional.empty(), byHelper);

      assertEquals(Set.of(ada, bob), registry.directory.findTokenRequesters(ACME, token.id()));
    }
  }

  /** Whoever is stopped for a while knows it still when they are back. */
  @DatabaseTest
  void remembersWhoHadATokenMadeOfTheTokensThatAreMadeFromIt(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var robot = registry.directory.require(ACME, registry.register("Robot").agent().id());
      var shown =
          registry.credentials.issueToken(ACME, robot, Optional.empty(), Optional.empty(), by(ada));
      var own = ownToken(registry, robot);
      var next = ownToken(registry, robot);
      var last = ownToken(registry, robot);

      registry.users.disabled(ACME, ada);
      registry.directory.recordDerivedToken(ACME, next, Set.of(shown.id(), own.id()));
      registry.directory.recordDerivedToken(ACME, last, Set.of(next.id()));
      registry.users.with(ACME, ada);

      assertEquals(Set.of(ada), registry.directory.findTokenRequesters(ACME, next.id()));
      assertEquals(Set.of(ada), registry.directory.findTokenRequesters(ACME, last.id()));
      assertEquals(Set.of(), registry.directory.findTokenRequesters(ACME, own.id()));
      assertEquals(Set.of(), registry.directory.findTokenRequesters(OTHER, next.id()));
    }
  }

  private static IssuedToken ownToken(AgentRegistryFixture registry, StoredAgent agent) {
    return registry.credentials.issueToken(
        ACME, agent, Optional.empty(), Optional.empty(), ChangeAttribution.CONSOLE);
  }

  private static SubjectRef user(AgentRegistryFixture registry, String id) {
    var user = new SubjectRef(SubjectRef.USER, id);
    registry.users.with(ACME, user, id);
    return user;
  }

  private static ChangeAttribution by(SubjectRef user) {
    return new ChangeAttribution(user, List.of(), Optional.empty());
  }

  @DatabaseTest
  void storesNoSecret(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = registry.register("Robot");

      var hash =
          registry.store.find(ACME.id(), made.agent().id()).orElseThrow().kept().secretHash();

      assertEquals(32, hash.length);
      assertNotEquals(made.clientSecret(), new String(hash, StandardCharsets.UTF_8));
    }
  }

  @DatabaseTest
  void refusesTheOldSecretAsSoonAsThereIsANewOne(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = registry.register("Robot");
      var clientId = made.agent().clientId();
      registry.clients.verifySecret(ACME, clientId, made.clientSecret());

      var rotated = registry.credentials.rotate(ACME, made.agent().id(), ChangeAttribution.CONSOLE);

      assertFalse(registry.clients.verifySecret(ACME, clientId, made.clientSecret()));
      assertTrue(registry.clients.verifySecret(ACME, clientId, rotated.secret()));
    }
  }

  @DatabaseTest
  void isAConfidentialClientForItselfThatLives15Minutes(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      var client = registry.clients.find(ACME, agent.clientId()).orElseThrow();

      assertTrue(client.confidential());
      assertEquals(new SubjectRef(SubjectRef.AGENT, agent.id()), client.subject());
      assertEquals(
          Set.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"),
          client.grantTypes());
      assertEquals(Set.of("files.read"), client.scope());
      assertEquals(Duration.ofSeconds(900), client.accessTokenLifetime());
    }
  }

  @DatabaseTest
  void stopsAnAgentAndItsTokensAtOnceAndForGood(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      var token = mint(registry, agent.id(), Optional.empty(), Optional.empty());

      registry.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE);

      var subject = new SubjectRef(SubjectRef.AGENT, agent.id());
      assertEquals(SubjectStatus.DISABLED, registry.subjects.status(ACME, subject));
      assertFalse(registry.clients.find(ACME, agent.clientId()).orElseThrow().enabled());
      registry.state.enable(ACME, agent.id(), ChangeAttribution.CONSOLE);
      assertThrows(InvalidTokenException.class, () -> registry.tokens.verify(ACME, token.value()));
      assertTrue(registry.events.published("subject.disabled", agent.id()));
      assertTrue(registry.events.published("client.changed", agent.clientId()));
    }
  }

  @DatabaseTest
  void mintsATokenForEverythingThatTheAgentMay(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read", "files.write").agent();

      var token = mint(registry, agent.id(), Optional.empty(), Optional.empty());

      assertEquals(Set.of("files.read", "files.write"), token.scope());
      assertEquals(Duration.ofHours(1), Duration.between(token.issuedAt(), token.expiresAt()));
    }
  }

  @DatabaseTest
  void mintsNoTokenOutsideTheCapabilities(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  mint(
                      registry,
                      agent.id(),
                      Optional.empty(),
                      Optional.of(List.of("files.read", "files.write"))));

      assertEquals(400, refusal.status());
      assertEquals("invalid_scope", refusal.code());
    }
  }

  @DatabaseTest
  void mintsNoTokenForAnInactiveAgent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      registry.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE);

      var refusal =
          assertThrows(
              ApiException.class,
              () -> mint(registry, agent.id(), Optional.empty(), Optional.empty()));

      assertEquals(400, refusal.status());
    }
  }

  @DatabaseTest
  void mintsTokensFromOneSecondToThirtyDays(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Robot", "files.read").agent().id();

      for (long good : List.of(1L, 2_592_000L)) {
        var token = mint(registry, id, Optional.of(good), Optional.empty());
        assertEquals(good, Duration.between(token.issuedAt(), token.expiresAt()).toSeconds());
      }
      for (long bad : List.of(Long.MIN_VALUE, 0L, 2_592_001L, Long.MAX_VALUE)) {
        var refusal =
            assertThrows(
                ApiException.class, () -> mint(registry, id, Optional.of(bad), Optional.empty()));
        assertEquals(400, refusal.status());
      }
    }
  }

  private static IssuedToken mint(
      AgentRegistryFixture registry,
      String agentId,
      Optional<Long> seconds,
      Optional<List<String>> scopes) {
    var agent = registry.directory.require(ACME, agentId);
    return registry.credentials.issueToken(ACME, agent, seconds, scopes, ChangeAttribution.CONSOLE);
  }
}
