package org.lumoauth.oauth.clients;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ClientTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new ClientStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
    return new ClientTenantDataEraser(store, new ClientCache(store));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("oac_scope");
  }
}
