package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ScopeMemoryListenerContractTest extends StoredMemoryContract {

  private static final TenantContext ACME = aTenant().build();

  private ScopeMemory memory;

  @Override
  protected void start(TestDatabase database) {
    var store = new ScopeStore(new ClientsUnit(database.units()));
    store.add(ACME.id(), new NewScope("orders:read", Optional.empty(), false));
    memory = new ScopeMemory(store);
  }

  @Override
  protected DomainEventListener listener() {
    return memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(ScopeMemory.CHANGED, ACME.id(), "scp_1");
  }

  @Override
  protected Object remembered() {
    return memory.of(ACME.id());
  }
}
