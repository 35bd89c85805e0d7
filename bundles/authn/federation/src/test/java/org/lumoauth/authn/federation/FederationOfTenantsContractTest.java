package org.lumoauth.authn.federation;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class FederationOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var room = new Room(database);
    return new FederationOfTenants(room.store, room.memory, room.links);
  }
}
