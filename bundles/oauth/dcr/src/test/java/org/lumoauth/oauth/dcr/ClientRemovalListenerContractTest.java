/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.lumoauth.oauth.dcr.DcrBundleFixture.ACME;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class ClientRemovalListenerContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private DcrBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new DcrBundleFixture(database);
    room.store.add(
        ACME.id(),
        "cli_gone",
        new ClientRegistrationStore.ClientRegistrationRow(new byte[32], false),
        Instant.EPOCH);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new ClientRemovalListener(room.store, room.registrations, tenants);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("client.changed", ACME.id(), "cli_gone");
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return room.store.find(ACME.id(), "cli_gone").isEmpty();
  }
}
