/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RebacTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  private RebacModuleFixture world;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    world = new RebacModuleFixture(database);
    return world.data;
  }

  @AfterEach
  void close() {
    world.close();
  }
}
