package org.lumoauth.authz.rebac;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RebacTenantDataContractTest extends StoredTenantDataContract {

  private World world;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    world = new World(database);
    return world.data;
  }

  @AfterEach
  void close() {
    world.close();
  }
}
