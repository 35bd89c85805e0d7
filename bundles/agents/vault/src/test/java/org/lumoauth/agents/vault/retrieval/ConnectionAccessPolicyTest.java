/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;
import static org.lumoauth.agents.vault.VaultBundleFixture.AGENT;
import static org.lumoauth.agents.vault.VaultBundleFixture.CAPABILITY;
import static org.lumoauth.agents.vault.VaultBundleFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ConnectionAccessPolicyTest {

  private static final SubjectRef SELF = new SubjectRef(SubjectRef.AGENT, AGENT.id());
  private static final Caller ALONE =
      aCaller().as(SELF).withScope(CAPABILITY, Agent.ON_BEHALF).build();
  private static final Caller FOR_ADA =
      aCaller().as(ADA).actedBy(SELF).withScope(CAPABILITY).build();

  private final TestDatabase database = TestDatabase.inMemory();
  private final VaultBundleFixture room = new VaultBundleFixture(database);
  private final ConnectionAccessPolicy access =
      new ConnectionAccessPolicy(room.connectionStore, room.neighbours, room.subjects);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void admitsOnlyActiveAgents() {
    assertEquals(AGENT, access.requireAgent(ACME, ALONE));
    assertEquals(AGENT, access.requireAgent(ACME, FOR_ADA));
    refused("agent_token_required", () -> access.requireAgent(ACME, aCaller().as(ADA).build()));
    refused("agent_token_required", () -> access.requireAgent(GLOBEX, ALONE));
    room.agents.with(ACME, anAgent().withCapabilities(CAPABILITY).disabled().build());
    refused("agent_token_required", () -> access.requireAgent(ACME, ALONE));
  }

  @Test
  void requiresCapabilityOfAgentAndToken() {
    var connection = room.connection();
    var plain = anAgent().withCapabilities("files.read").build();

    assertEquals(connection, access.requireConnection(ACME, ALONE, AGENT, connection.id()));
    refused(
        "agent_not_allowed",
        () -> access.requireConnection(ACME, aCaller().as(SELF).build(), AGENT, connection.id()));
    refused(
        "agent_not_allowed", () -> access.requireConnection(ACME, ALONE, plain, connection.id()));
    assertEquals(List.of(), access.listConnections(ACME, ALONE, plain));
    assertEquals(List.of(connection), access.listConnections(ACME, ALONE, AGENT));
  }

  @Test
  void listsNoConnectionBeyondTokenScope() {
    room.connection();
    var narrow = aCaller().as(SELF).withScope("documents.read").build();

    assertEquals(List.of(), access.listConnections(ACME, narrow, AGENT));
  }

  @Test
  void allowsOnlyAgentsNamedByConnection() {
    var other = room.connection("agent_ids", List.of("agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E"));
    var disabled = room.connection("status", "disabled");

    refused("agent_not_allowed", () -> access.requireConnection(ACME, ALONE, AGENT, other.id()));
    refused(
        "connection_disabled", () -> access.requireConnection(ACME, ALONE, AGENT, disabled.id()));
    refused(
        "connection_not_found", () -> access.requireConnection(GLOBEX, ALONE, AGENT, other.id()));
    refused("connection_not_found", () -> access.requireConnection(ACME, ALONE, AGENT, "con_none"));
    assertEquals(List.of(), access.listConnections(ACME, ALONE, AGENT));
  }

  @Test
  void rejectsUserForMachineConnection() {
    var machine = room.machine();

    assertEquals(VaultGrant.MACHINE, access.resolveHolder(ACME, ALONE, machine, Optional.empty()));
    refused(
        "invalid_user_id", () -> access.resolveHolder(ACME, ALONE, machine, Optional.of(ADA.id())));
  }

  @Test
  void requiresDelegationOfUser() {
    var connection = room.connection();
    refused(
        "delegation_not_allowed",
        () -> access.resolveHolder(ACME, ALONE, connection, Optional.of(ADA.id())));
    room.delegated.add(ADA.id() + " " + AGENT.id());

    assertEquals(ADA.id(), access.resolveHolder(ACME, ALONE, connection, Optional.of(ADA.id())));
    var narrow = aCaller().as(SELF).withScope(CAPABILITY).build();
    refused(
        "delegation_not_permitted",
        () -> access.resolveHolder(ACME, narrow, connection, Optional.of(ADA.id())));
    assertEquals(ADA.id(), access.resolveHolder(ACME, FOR_ADA, connection, Optional.empty()));
    refused(
        "invalid_user_id", () -> access.resolveHolder(ACME, ALONE, connection, Optional.empty()));
    refused(
        "invalid_user_id", () -> access.resolveHolder(ACME, ALONE, connection, Optional.of("a b")));
    refused(
        "invalid_user_id",
        () -> access.resolveHolder(ACME, FOR_ADA, connection, Optional.of("usr_2")));
    room.subjects.disabled(ACME, ADA);
    refused(
        "delegation_not_allowed",
        () -> access.resolveHolder(ACME, FOR_ADA, connection, Optional.empty()));
  }

  @Test
  void requiresDelegationToEveryAgentInChain() {
    var connection = room.connection();
    var parent = anAgent().withId("agt_parent").withCapabilities(CAPABILITY, Agent.ON_BEHALF);
    room.agents.with(ACME, parent.build());
    room.delegated.add(ADA.id() + " " + AGENT.id());
    var chain =
        aCaller()
            .as(ADA)
            .actedBy(SELF, new SubjectRef(SubjectRef.AGENT, "agt_parent"))
            .withScope(CAPABILITY)
            .build();

    refused(
        "delegation_not_allowed",
        () -> access.resolveHolder(ACME, chain, connection, Optional.empty()));
    room.delegated.add(ADA.id() + " agt_parent");
    assertEquals(ADA.id(), access.resolveHolder(ACME, chain, connection, Optional.empty()));
  }

  @Test
  void requiresOnBehalfCapability() {
    var connection = room.connection();
    room.delegated.add(ADA.id() + " " + AGENT.id());
    room.agents.with(ACME, anAgent().withCapabilities(CAPABILITY).build());

    refused(
        "delegation_not_permitted",
        () -> access.resolveHolder(ACME, ALONE, connection, Optional.of(ADA.id())));
  }

  @Test
  void deniesAccessWhileDelegationModuleIsMissing() {
    var connection = room.connection();
    room.delegated.add(ADA.id() + " " + AGENT.id());
    room.modules.without(AgentDelegationLookup.class, "delegation");

    refused(
        "module_unavailable",
        () -> access.resolveHolder(ACME, ALONE, connection, Optional.of(ADA.id())));
  }

  private static void refused(String code, Executable asked) {
    assertEquals(code, assertThrows(ApiException.class, asked).code());
  }
}
