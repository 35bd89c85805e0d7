package org.lumoauth.oauth.clients.scope;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ScopeTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store = new ScopeStore(new ClientPersistenceUnit(database.units()));
    return new ScopeTenantDataEraser(store, new ScopeCache(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("oac_client", "oac_client_gone");
  }
}
