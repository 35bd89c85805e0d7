/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ScopeCacheListenerContractTest extends DatabaseCachingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private ScopeCache memory;

  @Override
  protected void start(TestDatabase database) {
    var store = new ScopeStore(new ClientPersistenceUnit(database.units()));
    store.add(ACME.id(), new ScopeDefinition("orders:read", Optional.empty(), false));
    memory = new ScopeCache(store);
  }

  @Override
  protected DomainEventListener listener() {
    return memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(ScopeCache.CHANGED, ACME.id(), "scp_1");
  }

  @Override
  protected Object remembered() {
    return memory.of(ACME.id());
  }
}
