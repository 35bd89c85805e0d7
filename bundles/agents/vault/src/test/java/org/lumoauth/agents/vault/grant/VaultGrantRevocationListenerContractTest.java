/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class VaultGrantRevocationListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private VaultBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new VaultBundleFixture(database);
    room.linked(room.connection());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return room.ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), ADA.id());
  }

  @Override
  protected void disableTenant() {
    room.served.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return room.grants.findByHolder(ACME.id(), ADA.id()).isEmpty();
  }
}
