/* SPDX-License-Identifier: Apache-2.0 */
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
    try (var node = new BudgetNodeFixture(database.units())) {
      Agent agent =
          node.registry.find(BudgetNodeFixture.ACME, BudgetNodeFixture.AGENT).orElseThrow();

      assertEquals(
          Optional.of(agent), node.holders.findByIdOrClientId(BudgetNodeFixture.ACME, agent.id()));
      assertEquals(
          Optional.of(agent),
          node.holders.findByIdOrClientId(BudgetNodeFixture.ACME, agent.clientId()));
      assertEquals(
          Optional.empty(),
          node.holders.findByIdOrClientId(BudgetNodeFixture.OTHER, agent.clientId()));
    }
  }

  @DatabaseTest
  void knowsWhatBoundsAnAgent(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.registry.with(
          BudgetNodeFixture.ACME,
          anAgent().withId(INSTANCE).with(below(BudgetNodeFixture.CHILD, "abp_low")));
      node.registry.with(BudgetNodeFixture.ACME, anAgent().with(below("agt_gone", "abp_top")));
      var holders = node.holders;

      for (var above :
          List.of(
              INSTANCE, BudgetNodeFixture.CHILD, BudgetNodeFixture.AGENT, "abp_low", "abp_top")) {
        assertTrue(holders.appliesTo(BudgetNodeFixture.ACME, above, INSTANCE), above);
      }
      assertFalse(holders.appliesTo(BudgetNodeFixture.ACME, INSTANCE, BudgetNodeFixture.CHILD));
      assertFalse(holders.appliesTo(BudgetNodeFixture.ACME, "abp_low", BudgetNodeFixture.CHILD));
      assertFalse(holders.appliesTo(BudgetNodeFixture.OTHER, BudgetNodeFixture.AGENT, INSTANCE));
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
