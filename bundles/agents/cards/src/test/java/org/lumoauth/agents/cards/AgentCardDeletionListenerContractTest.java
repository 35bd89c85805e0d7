/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class AgentCardDeletionListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private AgentCardStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    store = new AgentCardStore(database.open(TestDatabase.tablesOf(AgentCardStore.class)));
    store.put(
        "ten_1",
        "agt_1",
        new AgentCardContent(
            "https://agents.example", "1.0.0", null, null, null, null, null, null));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new AgentCardDeletionListener(store);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.deleted", "ten_1", "agt_1");
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return store.find("ten_1", "agt_1").isEmpty();
  }
}
