/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CardAgentLookupTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void findsAgentByIdOrClientId() {
    Agent agent = anAgent().build();
    var known =
        new CardAgentLookup(
            new FakeProviderRegistry()
                .with(AgentRegistry.class, "agents", new FakeAgentRegistry().with(ACME, agent)));

    assertEquals(Optional.of(agent), known.find(ACME, agent.id()));
    assertEquals(Optional.of(agent), known.find(ACME, agent.clientId()));
    assertEquals(Optional.empty(), known.find(aTenant("globex").build(), agent.clientId()));
  }
}
