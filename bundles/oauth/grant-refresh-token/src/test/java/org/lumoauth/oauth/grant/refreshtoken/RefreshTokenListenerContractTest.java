/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TenantTableRowFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class RefreshTokenListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private RefreshTokenFamilyCleanupListener ends;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var room = new RefreshTokenFixture(database);
    room.begin();
    ends = new RefreshTokenFamilyCleanupListener(room.store);
  }

  @AfterEach
  void close() {
    ends.stopPurging();
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("grant.ended", ACME.id(), "grn_1");
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return new TenantTableRowFixture(database)
        .count(ACME.id()).values().stream().allMatch(rows -> rows == 0);
  }
}
