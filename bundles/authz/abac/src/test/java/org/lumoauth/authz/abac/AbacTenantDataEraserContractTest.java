/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AbacTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  private AbacModuleFixture world;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    world = new AbacModuleFixture(database);
    return world.tenantData;
  }

  @AfterEach
  void close() {
    world.close();
  }
}
