package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class BudgetHolderResolverTest {

  private static final String INSTANCE = "agt_01HZZZZZZZZZZZZZZZZZZZZZZD";

  @DatabaseTest
  void knowsAnAgentByEitherOfItsIds(TestDatabase database) {
    try (var node = new Node(database.units())) {
      Agent agent = node.registry.find(Node.ACME, Node.AGENT).orElseThrow();

      assertEquals(Optional.of(agent), node.holders.findByIdOrClientId(Node.ACME, agent.id()));
      assertEquals(
          Optional.of(agent), node.holders.findByIdOrClientId(Node.ACME, agent.clientId()));
      assertEquals(Optional.empty(), node.holders.findByIdOrClientId(Node.OTHER, agent.clientId()));
    }
  }

  @DatabaseTest
  void knowsWhatBoundsAnAgent(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.registry.with(Node.ACME, anAgent().withId(INSTANCE).with(below(Node.CHILD, "abp_low")));
      node.registry.with(Node.ACME, anAgent().with(below("agt_gone", "abp_top")));
      var holders = node.holders;

      for (var above : List.of(INSTANCE, Node.CHILD, Node.AGENT, "abp_low", "abp_top")) {
        assertTrue(holders.appliesTo(Node.ACME, above, INSTANCE), above);
      }
      assertFalse(holders.appliesTo(Node.ACME, INSTANCE, Node.CHILD));
      assertFalse(holders.appliesTo(Node.ACME, "abp_low", Node.CHILD));
      assertFalse(holders.appliesTo(Node.OTHER, Node.AGENT, INSTANCE));
    }
  }

  private static AgentGovernance below(String parent, String blueprint) {
    return new AgentGovernance(
        AgentStatus.ACTIVE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(parent),
        Optional.of(blueprint));
  }
}
