/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentCardStoreTest {

  private static final AgentCardContent FIRST = form("1.0.0");
  private static final AgentCardContent SECOND = form("2.0.0");

  @DatabaseTest
  void keepsTheLatestCardOfAnAgentOfOneTenant(TestDatabase database) {
    var store = new AgentCardStore(database.open(TestDatabase.tablesOf(AgentCardStore.class)));
    store.put("acme", "agt_1", FIRST);
    store.put("acme", "agt_1", SECOND);

    assertEquals(Optional.of(SECOND), store.find("acme", "agt_1"));
    assertEquals(Optional.empty(), store.find("acme", "AGT_1"));
    assertEquals(Optional.empty(), store.find("globex", "agt_1"));
  }

  @DatabaseTest
  void removesTheCardWithItsAgentAndItsTenant(TestDatabase database) {
    var store = new AgentCardStore(database.open(TestDatabase.tablesOf(AgentCardStore.class)));
    store.put("acme", "agt_1", FIRST);
    store.put("acme", "agt_2", FIRST);
    store.put("globex", "agt_1", FIRST);
    var listener = new AgentCardDeletionListener(store);

    listener.onEvent(new DomainEvent("subject.deleted", "acme", "agt_1"));
    listener.onEvent(new DomainEvent("subject.changed", "acme", "agt_2"));
    assertEquals(Optional.empty(), store.find("acme", "agt_1"));
    assertEquals(Optional.of(FIRST), store.find("acme", "agt_2"));
    database.eraser(List.of("agc_card")).erase("acme");

    assertEquals(Optional.empty(), store.find("acme", "agt_2"));
    assertEquals(Optional.of(FIRST), store.find("globex", "agt_1"));
  }

  private static AgentCardContent form(String version) {
    return new AgentCardContent(
        "https://agents.example", version, null, null, null, null, null, null);
  }
}
