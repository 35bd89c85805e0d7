/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ClientCacheContractTest extends DatabaseCachingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private ConfidentialClientFixture room;
  private String clientId;

  @Override
  protected void start(TestDatabase database) {
    room = new ConfidentialClientFixture(database);
    clientId = room.client(ACME, "Robot").client().clientId();
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("client.changed", ACME.id(), clientId);
  }

  @Override
  protected Object remembered() {
    return room.memory.client(ACME.id(), clientId).isPresent();
  }
}
