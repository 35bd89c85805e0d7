/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RbacTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  private RbacModuleFixture world;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    world = new RbacModuleFixture(database);
    return new RbacTenantDataEraser(world.unit, world.index);
  }

  @AfterEach
  void close() {
    world.close();
  }
}
