/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ScopeDescriptionProviderContract;

class ScopeCacheTest extends ScopeDescriptionProviderContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final ScopeStore store =
      new ScopeStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
  private final ScopeCache memory = new ScopeCache(store);

  @BeforeEach
  void make() {
    store.add(
        tenant().id(), new ScopeDefinition(described(), Optional.of("See your orders"), false));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ScopeDescriptionProvider descriptions() {
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
