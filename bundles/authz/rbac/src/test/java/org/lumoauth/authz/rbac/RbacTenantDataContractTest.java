package org.lumoauth.authz.rbac;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RbacTenantDataContractTest extends StoredTenantDataContract {

  private World world;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    world = new World(database);
    return new RbacTenantData(world.unit, world.index);
  }

  @AfterEach
  void close() {
    world.close();
  }
}
