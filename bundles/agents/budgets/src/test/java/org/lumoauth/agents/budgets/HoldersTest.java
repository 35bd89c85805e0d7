package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class HoldersTest {

  @DatabaseTest
  void knowsAnAgentByEitherOfItsIds(TestDatabase database) {
    try (var node = new Node(database.units())) {
      Agent agent = node.registry.find(Node.ACME, Node.AGENT).orElseThrow();

      assertEquals(Optional.of(agent), node.holders.named(Node.ACME, agent.id()));
      assertEquals(Optional.of(agent), node.holders.named(Node.ACME, agent.clientId()));
      assertEquals(Optional.empty(), node.holders.named(Node.OTHER, agent.clientId()));
    }
  }
}
