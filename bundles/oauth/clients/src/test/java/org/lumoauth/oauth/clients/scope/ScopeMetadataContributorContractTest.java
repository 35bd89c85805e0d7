/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class ScopeMetadataContributorContractTest extends ServerMetadataContributorContract {

  private static final TenantContext ACME = aTenant().build();

  private TestDatabase database;
  private ScopeCache scopes;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var store = new ScopeStore(new ClientPersistenceUnit(database.units()));
    store.add(ACME.id(), new ScopeDefinition("orders:read", Optional.empty(), false));
    scopes = new ScopeCache(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ServerMetadataContributor contributor() {
    return new ScopeMetadataContributor(scopes);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }
}
