/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class ApprovalWithdrawalListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private ApprovalServiceFixture office;
  private Approval asked;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    office = new ApprovalServiceFixture(database);
    asked = office.ask("high");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return office.stops;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), AGENT.id());
  }

  @Override
  protected void disableTenant() {
    office.served.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return office.engine.find(ACME, asked.id()).orElseThrow().state() == ApprovalState.WITHDRAWN;
  }
}
