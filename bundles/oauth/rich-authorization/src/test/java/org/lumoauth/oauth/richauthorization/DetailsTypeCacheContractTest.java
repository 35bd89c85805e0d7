/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import static org.lumoauth.oauth.richauthorization.DetailsTypeFixture.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DetailsTypeCacheContractTest extends DatabaseCachingListenerContract {

  private DetailsTypeFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new DetailsTypeFixture(database);
    room.types.create(ACME, DetailsTypeFixture.payment(), DetailsTypeFixture.ADMIN);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(DetailsTypeCache.CHANGED, ACME.id(), "type_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.get(ACME.id()).keySet();
  }
}
