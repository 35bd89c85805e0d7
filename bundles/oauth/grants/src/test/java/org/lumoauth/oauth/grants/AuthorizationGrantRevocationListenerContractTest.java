/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.lumoauth.oauth.grants.GrantBundleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class AuthorizationGrantRevocationListenerContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private GrantBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", GrantBundleFixture.ALICE, "openid");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new AuthorizationGrantRevocationListener(
        room.grants, room.store, room.memory, room.consentStore, tenants, room.clients);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), GrantBundleFixture.ALICE.id());
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return room.store.findBySubject(ACME.id(), GrantBundleFixture.ALICE.id()).isEmpty();
  }
}
