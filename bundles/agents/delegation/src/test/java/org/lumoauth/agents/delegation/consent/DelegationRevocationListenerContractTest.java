/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class DelegationRevocationListenerContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private DelegationConsentFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new DelegationConsentFixture(database);
    room.give(DelegationConsentFixture.DAY, DelegationConsentFixture.READ);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new DelegationRevocationListener(room.store, room.book, tenants);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.deleted", ACME.id(), DelegationConsentFixture.ALICE.id());
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return room.scope().isEmpty();
  }
}
