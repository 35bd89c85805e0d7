package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.ScopeDescriptions;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.ScopeDescriptionsContract;

class ScopeMemoryTest extends ScopeDescriptionsContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final ScopeStore store =
      new ScopeStore(ClientsUnit.on(database.open(ClientsUnit.DEFINITION)));
  private final ScopeMemory memory = new ScopeMemory(store);

  @BeforeEach
  void make() {
    store.add(tenant().id(), new NewScope(described(), Optional.of("See your orders"), false));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ScopeDescriptions descriptions() {
    return memory;
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected TenantContext otherTenant() {
    return aTenant("globex").build();
  }

  @Override
  protected String described() {
    return "orders:read";
  }
}
