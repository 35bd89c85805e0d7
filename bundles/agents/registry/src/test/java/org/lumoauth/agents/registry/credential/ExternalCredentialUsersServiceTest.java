/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.blueprint.BlueprintRequestBody;
import org.lumoauth.agents.registry.store.AgentRegistryPersistenceUnit;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.StatementCountingPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Who set what agents authenticate by and other modules keep. */
class ExternalCredentialUsersServiceTest {

  @DatabaseTest
  void remembersWhoSetWhatAnAgentAuthenticatesByElsewhere(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var eve = user(registry, "usr_eve");
      var robot = registry.register("Robot").agent().id();
      var other = registry.register("Other").agent().id();
      var all = registry.directory;
      var console = AuditInitiator.server("console");
      all.recordCredentialSet(ACME, robot, "wtr_1", false, console);
      assertEquals(Set.of(), all.findCredentialSetters(ACME, robot));

      all.recordCredentialSet(ACME, robot, "wtr_1", false, initiator(ada));
      all.recordCredentialSet(ACME, robot, "wtr_1", false, initiator(bob));
      all.recordCredentialSet(ACME, robot, "wtr_2", false, initiator(eve));
      assertEquals(Set.of(ada, bob, eve), all.findCredentialSetters(ACME, robot));
      all.recordCredentialMoved(ACME, "wtr_2", robot, other, console);

      assertEquals(Set.of(eve), all.findCredentialSetters(ACME, other));
      assertEquals(Set.of(), all.findCredentialSetters(OTHER, robot));
      all.recordCredentialSet(ACME, robot, "wtr_1", true, console);
      all.recordCredentialEnded(ACME, robot, "wtr_2");
      assertEquals(Set.of(ada, bob, eve), all.findCredentialSetters(ACME, robot), "their tokens");
      var later = Instant.now().plus(CredentialUsers.AFTERWARDS).plusSeconds(60);
      assertEquals(0, registry.others.findSetters(ACME.id(), Set.of(robot), later).size());
      assertEquals(1, registry.others.findSetters(ACME.id(), Set.of(other), later).size());
      all.delete(ACME, other, ChangeAttribution.CONSOLE);
      assertEquals(0, registry.others.findSetters(ACME.id(), Set.of(other), Instant.now()).size());
    }
  }

  /** Instances and sub-agents are told apart by nobody who knows what is above them. */
  @DatabaseTest
  void remembersWhoSetWhatInstancesOfABlueprintAuthenticateBy(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var details =
          new AgentGovernance(
              AgentStatus.ACTIVE,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.of(blueprint(registry).id()));
      var instance =
          registry
              .directory
              .register(
                  ACME,
                  new NewAgent(
                      "Robot", Optional.empty(), Set.of(), List.of(), Agent.WORKLOAD, details))
              .agent();

      registry.directory.recordCredentialSet(
          ACME, details.blueprintId().orElseThrow(), "wtr_1", false, initiator(ada));

      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, instance.id()));
    }
  }

  /** A list of what waits for approval asks for each agent in it. */
  @DatabaseTest
  void asksOnceForAllThatIsAboveAnAgent(TestDatabase database) {
    var recorded =
        new StatementCountingPersistenceUnit(
            new AgentRegistryPersistenceUnit(database.units()).unit());
    try (var registry = new AgentRegistryFixture(definition -> recorded)) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var top = registry.register("Top").agent().id();
      var below = below(registry, top, "Below");
      var lowest = below(registry, below, "Lowest");
      registry.directory.recordCredentialSet(ACME, top, "wtr_1", false, initiator(ada));
      registry.directory.recordCredentialSet(ACME, lowest, "wtr_2", false, initiator(bob));
      recorded.statementsOf("agent_credential");

      assertEquals(Set.of(ada, bob), registry.directory.findCredentialSetters(ACME, lowest));

      assertEquals(1, recorded.statementsOf("agent_credential"));
    }
  }

  private static String below(AgentRegistryFixture registry, String parentId, String name) {
    return registry
        .subAgents
        .register(
            ACME,
            parentId,
            Set.of(),
            AgentRegistryFixture.newAgent(name),
            StoredAgentCredentials.nothing(),
            ChangeAttribution.CONSOLE)
        .agent()
        .id();
  }

  /** By the token of an agent that Ada had made she sets what that agent may set. */
  @DatabaseTest
  void remembersWhoHadTheTokenMadeByWhichItWasSet(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var robot = registry.register("Robot").agent().id();
      var helper = registry.directory.require(ACME, registry.register("Helper").agent().id());
      var shown =
          registry.credentials.issueToken(
              ACME, helper, Optional.empty(), Optional.empty(), by(ada));
      var byIt =
          new AuditInitiator(
              helper.subject(), List.of(), Optional.empty(), Optional.of(shown.id()));

      registry.directory.recordCredentialSet(ACME, robot, "wtr_1", false, byIt);

      assertEquals(Set.of(ada), registry.directory.findCredentialSetters(ACME, robot));
    }
  }

  @DatabaseTest
  void remembersWhoHoldsATokenOfAnAgentForAsLongAsItLives(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var ada = user(registry, "usr_ada");
      var bob = user(registry, "usr_bob");
      var robot = registry.directory.require(ACME, registry.register("Robot").agent().id());
      var id = robot.agent().id();
      var last =
          registry.credentials.issueToken(
              ACME, robot, Optional.of(7_200L), Optional.empty(), by(ada));
      registry.credentials.issueToken(ACME, robot, Optional.of(600L), Optional.empty(), by(ada));
      registry.credentials.issueToken(ACME, robot, Optional.of(60L), Optional.empty(), by(bob));

      assertEquals(Set.of(ada, bob), registry.directory.findTokenHolders(ACME, id));
      assertEquals(Set.of(), registry.directory.findTokenHolders(OTHER, id));
      assertEquals(Set.of(), registry.directory.findCredentialSetters(ACME, id), "it is no secret");
      var end = last.expiresAt();
      assertEquals(Set.of(ada.id()), registry.held.findHolders(ACME.id(), id, end.minusSeconds(1)));
      assertEquals(Set.of(), registry.held.findHolders(ACME.id(), id, end));
    }
  }

  @DatabaseTest
  void forgetsWhatEndedLongAgoAndWhatNeverHeld(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var robot = registry.register("Robot").agent().id();
      var other = registry.register("Other").agent().id();
      for (String holder : List.of(robot, other)) {
        registry.others.recordSet(ACME.id(), holder, "wtr_1", false, Set.of("usr_ada"));
        registry.others.recordEnded(ACME.id(), holder, "wtr_1");
      }
      registry.others.recordSet(OTHER.id(), robot, "wtr_1", false, Set.of("usr_ada"));
      registry.held.recordHolders(
          ACME.id(), robot, Set.of("usr_ada"), Instant.now().plusSeconds(60));
      age(registry, CredentialUsers.AFTERWARDS.plusSeconds(120));

      registry.others.recordSet(ACME.id(), robot, "wtr_2", false, Set.of("usr_bob"));
      registry.others.recordSet(ACME.id(), robot, "wtr_3", false, Set.of("usr_eve"));
      registry.directory.recordCredentialRejected(ACME, robot, "wtr_3");

      assertEquals(List.of("wtr_2"), rows(registry, ACME.id(), robot));
      assertEquals(List.of("wtr_1"), rows(registry, ACME.id(), other), "nothing changed there");
      assertEquals(List.of("wtr_1"), rows(registry, OTHER.id(), robot));
    }
  }

  /** What has an end had it so much before. */
  private static void age(AgentRegistryFixture registry, Duration by) {
    registry
        .unit
        .unit()
        .jdbc(
            connection -> {
              for (var row :
                  SqlStatementRunner.list(
                      connection,
                      row -> List.of(row.getString(1), row.getString(2), row.getString(3)),
                      "select holder_id, credential_id, set_by from agent_credential")) {
                Map<String, Long> aged = new HashMap<>();
                CredentialUsers.parse(row.get(2))
                    .untilMicros()
                    .forEach(
                        (user, until) ->
                            aged.put(
                                user,
                                until == Long.MAX_VALUE ? until : until - by.toNanos() / 1_000));
                SqlStatementRunner.update(
                    connection,
                    "update agent_credential set set_by = ? where holder_id = ? and"
                        + " credential_id = ? and set_by = ?",
                    new CredentialUsers(aged).serialize(),
                    row.get(0),
                    row.get(1),
                    row.get(2));
              }
              return null;
            });
  }

  private static List<String> rows(
      AgentRegistryFixture registry, String tenantId, String holderId) {
    return registry
        .unit
        .unit()
        .jdbc(
            connection ->
                SqlStatementRunner.list(
                    connection,
                    row -> row.getString(1),
                    "select credential_id from agent_credential where tenant_id = ? and"
                        + " holder_id = ? order by credential_id",
                    tenantId,
                    holderId));
  }

  private static AuditInitiator initiator(SubjectRef user) {
    return new AuditInitiator(user, List.of(), Optional.empty());
  }

  private static AgentBlueprint blueprint(AgentRegistryFixture registry) {
    return registry.blueprints.create(
        ACME,
        new BlueprintRequestBody("Clerk", null, List.of("files.read"), null, null),
        ChangeAttribution.CONSOLE);
  }

  private static SubjectRef user(AgentRegistryFixture registry, String id) {
    var user = new SubjectRef(SubjectRef.USER, id);
    registry.users.with(ACME, user, id);
    return user;
  }

  private static ChangeAttribution by(SubjectRef user) {
    return new ChangeAttribution(user, List.of(), Optional.empty());
  }
}
