/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import static org.lumoauth.agents.jit.JitBundleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class ParticipantTaskTerminationListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private JitBundleFixture bench;
  private String task;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    bench = new JitBundleFixture(database);
    task = bench.task();
    bench.enabled(false);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return bench.stops;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), "agt_1");
  }

  @Override
  protected void disableTenant() {
    bench.served.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return !bench.tasks.find(ACME, task).isActive();
  }
}
