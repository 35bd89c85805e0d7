/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class TrustRuleHolderCleanupListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private TrustRuleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new TrustRuleFixture(database);
    room.book.create(ACME, TrustRuleFixture.rule("agt_1", "job-7"), TrustRuleFixture.ADMIN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new TrustRuleHolderCleanupListener(room.store, room.memory, room.uses);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.deleted", ACME.id(), "agt_1");
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return room.memory.of(ACME.id(), "agt_1").isEmpty();
  }
}
