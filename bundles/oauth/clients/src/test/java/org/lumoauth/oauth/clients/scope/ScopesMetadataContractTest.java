package org.lumoauth.oauth.clients.scope;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class ScopesMetadataContractTest extends MetadataContributorContract {

  private static final TenantContext ACME = aTenant().build();

  private TestDatabase database;
  private ScopeMemory scopes;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var store = new ScopeStore(new ClientsUnit(database.units()));
    store.add(ACME.id(), new NewScope("orders:read", Optional.empty(), false));
    scopes = new ScopeMemory(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected MetadataContributor contributor() {
    return new ScopesMetadata(scopes);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }
}
