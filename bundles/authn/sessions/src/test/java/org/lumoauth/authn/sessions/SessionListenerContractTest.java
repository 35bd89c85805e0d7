/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ADA;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authn.SessionService.StartedSession;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class SessionListenerContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private SessionServiceFixture fixture;
  private StartedSession begun;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    fixture = new SessionServiceFixture(database);
    begun = fixture.signIn(ADA);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new SessionMaintenance.SessionRevocationListener(fixture.sessions, tenants);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), ADA.id());
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return !fixture.holds(begun);
  }
}
